package io.fallline.cli;

import io.fallline.cli.JobCommand.PathOptionConverter;
import io.fallline.core.failure.Failure;
import io.fallline.retrain.ModelsRequest;
import io.fallline.retrain.RegistryInspection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code models}, with a command of its own for each thing to do. */
@Command(
    name = "models",
    description = "Looks into a registry, and changes what is the champion.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Fallline.Version.class,
    scope = ScopeType.INHERIT)
final class ModelsCommand extends JobCommand {
  @Spec private CommandSpec spec;

  @Option(
      names = "--registry",
      required = true,
      scope = ScopeType.INHERIT,
      converter = PathOptionConverter.class,
      paramLabel = "DIR",
      description = "The directory of the registry.")
  private String registry;

  @Option(
      names = "--model",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "Which of its models; not needed where there is only one.")
  private String model;

  @Command(description = "Lists all versions.")
  int list(@Parameters(arity = "0..1", paramLabel = "VERSION", hidden = true) Integer version) {
    return print(without(version, "list").list());
  }

  @Command(description = "Shows a version, and all that has happened.")
  int show(
      @Parameters(arity = "0..1", paramLabel = "VERSION", description = "Default: the champion.")
          Integer version) {
    return print(inspection(version).show());
  }

  @Command(description = "Makes VERSION the champion.")
  int promote(
      @Parameters(arity = "0..1", paramLabel = "VERSION", description = "The new champion.")
          Integer version) {
    return print(inspection(version).promote());
  }

  @Command(description = "Makes the champion before the champion again.")
  int rollback(@Parameters(arity = "0..1", paramLabel = "VERSION", hidden = true) Integer version) {
    return print(without(version, "rollback").rollback());
  }

  @Command(description = "Reads every byte that is there.")
  int verify(@Parameters(arity = "0..1", paramLabel = "VERSION", hidden = true) Integer version) {
    return print(without(version, "verify").verify());
  }

  @Command(
      description =
          "Ends the lease of a retraining that is gone; should it still run, it can no longer publish.")
  int release(@Parameters(arity = "0..1", paramLabel = "VERSION", hidden = true) Integer version) {
    return print(without(version, "release").release());
  }

  @Override
  public Integer call() {
    throw Fallline.missingCommand(spec);
  }

  private RegistryInspection inspection(Integer version) {
    options.requireNoSettings("models");
    return new RegistryInspection(
        Session.files(options),
        new ModelsRequest(
            registry,
            Optional.ofNullable(model),
            version == null ? OptionalInt.empty() : OptionalInt.of(version)));
  }

  /** For a command that does not look at one version. */
  private RegistryInspection without(Integer version, String command) {
    if (version == null) {
      return inspection(null);
    }
    String remedy =
        command.equals("rollback")
            ? "; models promote " + version + " makes that one the champion"
            : "";
    throw Failure.commandLine("models " + command + " takes no VERSION, found " + version + remedy);
  }

  private int print(RegistryInspection.Found found) {
    int done = print(found.result());
    List<String> problems = found.problems();
    if (!problems.isEmpty()) {
      throw Failure.data(
          problems.get(0)
              + (problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : ""));
    }
    return done;
  }
}
