package io.fallline.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** Does the program take these words? */
public final class ParsedCommand {
  private ParsedCommand() {}

  /**
   * @throws CommandLine.ParameterException if it does not
   */
  public static void of(List<String> words) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Fallline.commandLine(words, nowhere, nowhere)
        .setExpandAtFiles(false)
        .parseArgs(words.toArray(String[]::new));
  }
}
