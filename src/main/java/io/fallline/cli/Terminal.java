package io.fallline.cli;

import io.fallline.job.JobConsole;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The console of commands: standard error, to which progress goes. */
final class Terminal implements JobConsole {
  private static final int USUAL_WIDTH = 80;

  private final PrintStream err;
  private final boolean quiet;

  Terminal(PrintStream err, boolean quiet) {
    this.err = err;
    this.quiet = quiet;
  }

  @Override
  public void print(String text) {
    if (!quiet || text.stripLeading().startsWith("warning:")) {
      err.print(text);
      err.flush();
    }
  }

  @Override
  public boolean isTerminal() {
    String terminal = System.getenv("TERM");
    return System.console() != null
        && terminal != null
        && !terminal.equals("dumb")
        && !isRedirected();
  }

  /**
   * The JVM's console says nothing of standard error; where the system shows open files, they do.
   */
  private static boolean isRedirected() {
    Path standardError = Path.of("/proc/self/fd/2");
    try {
      return Files.isSymbolicLink(standardError)
          && !Files.readSymbolicLink(standardError)
              .toString()
              .matches("/dev/(pts/.*|tty.*|console)");
    } catch (IOException e) {
      return true; // then plain lines, which are right everywhere
    }
  }

  @Override
  public int width() {
    String columns = System.getenv("COLUMNS");
    return columns != null && columns.matches("[1-9][0-9]{0,3}")
        ? Integer.parseInt(columns)
        : USUAL_WIDTH;
  }
}
