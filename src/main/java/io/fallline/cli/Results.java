package io.fallline.cli;

import io.fallline.job.Result;

/** What a command prints in the end. */
final class Results {
  private Results() {}

  /** The JSON alone to standard output where it was asked for, else the text. */
  static void print(Fallline program, CommonOptions options, Result result) {
    program.out().print(options.json ? result.json() : result.text());
    program.out().flush();
  }
}
