package io.fallline.cli;

import io.fallline.job.CommandResult;

/** What a command prints in the end. */
final class CommandPrinter {
  private CommandPrinter() {}

  /** The JSON alone to standard output where it was asked for, else the text. */
  static void print(Fallline program, CommonOptions options, CommandResult result) {
    program.out().print(options.json ? result.json() : result.text());
    program.out().flush();
  }
}
