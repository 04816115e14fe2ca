package io.fallline.cli;

import io.fallline.core.failure.Failure;
import io.fallline.core.setting.NameSuggestion;
import io.fallline.retrain.ModelsRequest;
import io.fallline.retrain.RegistryInspection;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code models}. */
@Command(
    name = "models",
    description = "Looks into a registry, and changes what is the champion.",
    footer = {
      "",
      "list: all versions. show: a version, and all that has happened. promote: makes VERSION the champion. rollback: makes",
      "the champion before the champion again. verify: reads every byte that is there. release: ends the lease of a retraining",
      "that is gone; should it still run, it can no longer publish."
    })
final class ModelsCommand implements Callable<Integer> {
  private enum Action {
    LIST,
    SHOW,
    PROMOTE,
    ROLLBACK,
    VERIFY,
    RELEASE;

    static Action named(String word) {
      List<String> words =
          Arrays.stream(values()).map(action -> action.name().toLowerCase(Locale.ROOT)).toList();
      if (!words.contains(word)) {
        throw commandLine(
            "models "
                + word
                + " is no action"
                + NameSuggestion.didYouMean(word, words)
                + " (there are "
                + String.join(", ", words)
                + ")");
      }
      return values()[words.indexOf(word)];
    }
  }

  @ParentCommand private Fallline program;
  @Mixin private CommonOptions options;

  @Parameters(
      index = "0",
      paramLabel = "ACTION",
      description = "list, show, promote, rollback, verify or release.")
  private String action;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VERSION",
      description = "Which version to promote, or to show; show without it: the champion.")
  private Integer version;

  @Option(
      names = "--registry",
      required = true,
      converter = PathOptionConverter.class,
      paramLabel = "DIR",
      description = "The directory of the registry.")
  private String registry;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Which of its models; not needed where there is only one.")
  private String model;

  @Override
  public Integer call() {
    Action asked = Action.named(action);
    options.requireNoSettings("models");
    if (version != null && asked != Action.SHOW && asked != Action.PROMOTE) {
      throw commandLine(
          "models "
              + action
              + " takes no VERSION, found "
              + version
              + (asked == Action.ROLLBACK
                  ? "; models promote " + version + " makes that one the champion"
                  : ""));
    }
    RegistryInspection models =
        new RegistryInspection(
            Session.files(options),
            new ModelsRequest(
                registry,
                Optional.ofNullable(model),
                version == null ? OptionalInt.empty() : OptionalInt.of(version)));
    switch (asked) {
      case LIST -> print(models.list());
      case SHOW -> print(models.show());
      case VERIFY -> print(models.verify());
      case PROMOTE -> CommandPrinter.print(program, options, models.promote());
      case ROLLBACK -> CommandPrinter.print(program, options, models.rollback());
      case RELEASE -> CommandPrinter.print(program, options, models.release());
    }
    return ExitCode.DONE;
  }

  private void print(RegistryInspection.Found found) {
    CommandPrinter.print(program, options, found.result());
    List<String> problems = found.problems();
    if (!problems.isEmpty()) {
      throw Failure.data(
          problems.get(0)
              + (problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : ""));
    }
  }

  private static Failure commandLine(String message) {
    return new Failure(Failure.Kind.COMMAND_LINE, message);
  }
}
