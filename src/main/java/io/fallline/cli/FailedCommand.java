package io.fallline.cli;

/**
 * How a command has failed, where the process is not its own to end: a driver in YARN's application
 * master. Spark hands the message on to who has submitted it; submit.sh reads it there.
 */
final class FailedCommand extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param line what was printed of it, or nothing
   */
  FailedCommand(int exit, String line) {
    // without a trace, which would only lead through Main
    super("exit code " + exit + (line.isEmpty() ? "" : ": " + line), null, false, false);
  }
}
