package io.fallline.cli;

/**
 * The failure of a command where the process is not its own to end: in a driver that runs in YARN's
 * application master. Spark hands the message on to who has submitted it; submit.sh reads it there.
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
