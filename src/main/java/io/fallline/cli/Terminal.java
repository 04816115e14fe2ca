package io.fallline.cli;

import io.fallline.job.Screen;
import java.io.PrintStream;

/** Standard error, to which progress goes. */
final class Terminal implements Screen {
  private static final int USUAL_WIDTH = 80;

  private final PrintStream err;
  private final boolean quiet;

  Terminal(PrintStream err, boolean quiet) {
    this.err = err;
    this.quiet = quiet;
  }

  @Override
  public void print(String text) {
    if (!quiet || text.startsWith("warning:")) {
      err.print(text);
      err.flush();
    }
  }

  @Override
  public boolean isTerminal() {
    return System.console() != null && System.getenv("TERM") != null && !"dumb".equals(System.getenv("TERM"));
  }

  @Override
  public int width() {
    String columns = System.getenv("COLUMNS");
    return columns != null && columns.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(columns) : USUAL_WIDTH;
  }
}
