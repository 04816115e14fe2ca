package io.fallline.cli;

import io.fallline.core.failure.MessageSanitizer;
import io.fallline.core.failure.Redaction;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/**
 * The main class, {@code fallline COMMAND …}: runs a command and reports how it ended, by exit code
 * and, where it failed, in one line.
 */
public final class Main {
  private static final int HELP_WIDTH = 120;

  private final PrintStream out;
  private final PrintStream err;
  private String said = "";

  private Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    // Spark and Hadoop number their files in the digits of the process's language, whatever it is
    Locale.setDefault(Locale.ENGLISH);
    Main main = new Main(System.out, System.err);
    int exit = main.run(arguments);
    if (!"cluster".equals(System.getProperty("spark.submit.deployMode"))) {
      System.exit(exit);
    }
    // YARN's application master takes every exit for a crash, that with 0 too
    if (exit != ExitStatus.DONE) {
      throw new FailedCommand(exit, main.said);
    }
  }

  /** The command's exit code; results go to {@code out}, all else to {@code err}. */
  static int run(String[] arguments, PrintStream out, PrintStream err) {
    return new Main(out, err).run(arguments);
  }

  private int run(String[] arguments) {
    List<String> words = List.of(arguments);
    CommandLine commandLine = Fallline.commandLine(words, out, err);
    commandLine.setExpandAtFiles(false); // a path may begin with @
    commandLine.setUsageHelpWidth(HELP_WIDTH);
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    commandLine.setParameterExceptionHandler(
        (wrong, ignored) -> {
          say(UsageErrors.explain(wrong, words) + " (--help shows what there is)");
          return ExitStatus.COMMAND_LINE;
        });
    commandLine.setExecutionExceptionHandler((failed, line, result) -> failed(failed, words));
    try {
      return delivered(commandLine.execute(arguments));
    } catch (Error failed) { // picocli hands on exceptions only
      return failed(failed, words);
    }
  }

  /** A result that did not reach standard output, on a full disk for example, is none. */
  private int delivered(int exit) {
    if (exit == ExitStatus.DONE && out.checkError()) {
      say("standard output: the result could not be written there");
      return ExitStatus.FILES;
    }
    return exit;
  }

  private int failed(Throwable failed, List<String> words) {
    if (words.contains("--verbose")) {
      StringWriter trace = new StringWriter();
      failed.printStackTrace(new PrintWriter(trace, true));
      err.print(Redaction.redacted(trace.toString())); // messages may quote secrets
    }
    ExitStatus ending = ExitStatus.of(failed);
    say(ending.line());
    return ending.exit();
  }

  private void say(String line) {
    said = "fallline: " + MessageSanitizer.of(line);
    err.println(said);
    err.flush();
  }

  /**
   * The failure of a command where the process is not its own to end: in a driver that runs in
   * YARN's application master. Spark hands the message on to who has submitted it; submit.sh reads
   * it there.
   */
  static final class FailedCommand extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param line what was printed of it, or nothing
     */
    FailedCommand(int exit, String line) {
      // without a trace, which would only lead through Main
      super("exit code " + exit + (line.isEmpty() ? "" : ": " + line), null, false, false);
    }
  }
}
