package io.fallline.cli;

import io.fallline.core.setting.Names;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The command or option that a misspelt word may have meant. */
final class Suggestion {
  private Suggestion() {}

  static String of(String word, CommandLine commandLine) {
    List<String> known = new ArrayList<>(commandLine.getSubcommands().keySet());
    commandLine.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
    int end = word.indexOf('=');
    return Names.didYouMean(end < 0 ? word : word.substring(0, end), known);
  }
}
