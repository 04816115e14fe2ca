package io.fallline.cli;

import io.fallline.core.failure.MessageSanitizer;
import io.fallline.core.setting.NameSuggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The messages of wrong command lines: one line that says what is wrong, and which command or
 * option a misspelt word may have meant.
 */
final class UsageErrors {
  private UsageErrors() {}

  static String explain(ParameterException wrong, List<String> arguments) {
    CommandLine command = wrong.getCommandLine();
    if (command.getParent() != null && arguments.get(0).startsWith("-")) {
      return beforeEquals(arguments.get(0))
          + " stands before the command, expected "
          + path(command).split(" ")[0]
          + " first";
    }
    // a misspelt option is the reason why the right one is missing, or its value in a wrong place
    Optional<String> unknown =
        wrong instanceof UnmatchedArgumentException unmatched
            ? unmatched.getUnmatched().stream().findFirst()
            : unknownOption(command, arguments);
    return unknown
        .map(word -> unknown(word, command))
        .orElse(MessageSanitizer.of(wrong.getMessage()));
  }

  private static String unknown(String word, CommandLine command) {
    String name = beforeEquals(word);
    boolean option = name.startsWith("-");
    boolean commandIsExpected = !command.getSubcommands().isEmpty();
    String what = option ? "an option" : commandIsExpected ? "a command" : "expected";
    String where = command.getParent() == null ? "" : " of " + path(command);
    String suggestion =
        name.length() < 3
            ? ""
            : NameSuggestion.didYouMean(name, known(command)); // any letter is near -h
    return name + " is not " + what + (option || commandIsExpected ? where : "") + suggestion;
  }

  /** The words that lead to a command: models list. */
  private static String path(CommandLine command) {
    return command.getCommandSpec().qualifiedName().replaceFirst("^\\S+ ", "");
  }

  private static Optional<String> unknownOption(CommandLine command, List<String> arguments) {
    List<String> known = known(command);
    return arguments.stream()
        .filter(word -> word.startsWith("--"))
        .filter(word -> !known.contains(beforeEquals(word)))
        .findFirst();
  }

  private static List<String> known(CommandLine command) {
    List<String> known = new ArrayList<>(command.getSubcommands().keySet());
    command.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
    return known;
  }

  private static String beforeEquals(String word) {
    return word.split("=", 2)[0];
  }
}
