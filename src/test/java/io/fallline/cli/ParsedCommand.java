package io.fallline.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Does the program take these words? */
public final class ParsedCommand {
  private ParsedCommand() {}

  /**
   * Until there is the command {@code retrain}, {@code train} in its place: it has the options that
   * are meant.
   *
   * @throws CommandLine.ParameterException if it does not
   */
  public static void of(List<String> words) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    List<String> meant = new ArrayList<>(words);
    if (Coming.COMMANDS.contains(words.get(0))) {
      meant.set(0, "train");
    }
    new CommandLine(new Fallline(nowhere, nowhere))
        .setExpandAtFiles(false)
        .parseArgs(meant.toArray(String[]::new));
  }
}
