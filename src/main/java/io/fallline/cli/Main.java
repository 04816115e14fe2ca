package io.fallline.cli;

import io.fallline.core.failure.OneLine;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * {@code fallline COMMAND …}: runs a command and says how it ended, by exit code and, where it
 * failed, in one line.
 */
public final class Main {
  private static final int HELP_WIDTH = 120;

  private Main() {}

  public static void main(String[] arguments) {
    int exit = run(arguments, System.out, System.err);
    if (exit != Exit.DONE && "cluster".equals(System.getProperty("spark.submit.deployMode"))) {
      // in YARN's cluster mode an exit would pass for a crash of the application master, and be
      // tried again
      throw new IllegalStateException("exit code " + exit);
    }
    System.exit(exit);
  }

  /** The command's exit code; results go to {@code out}, all else to {@code err}. */
  static int run(String[] arguments, PrintStream out, PrintStream err) {
    List<String> words = List.of(arguments);
    CommandLine commandLine = new CommandLine(new Fallline(out, err));
    commandLine.setExpandAtFiles(false); // a path may begin with @
    commandLine.setUsageHelpWidth(HELP_WIDTH);
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    commandLine.setParameterExceptionHandler(
        (wrong, ignored) -> {
          say(err, WrongWords.explain(wrong, words) + " (--help shows what there is)");
          return Exit.COMMAND_LINE;
        });
    commandLine.setExecutionExceptionHandler((failed, line, result) -> failed(failed, words, err));
    try {
      return commandLine.execute(arguments);
    } catch (Error failed) { // picocli hands on exceptions only
      return failed(failed, words, err);
    }
  }

  private static int failed(Throwable failed, List<String> words, PrintStream err) {
    if (words.contains("--verbose")) {
      err.print(StackTraces.of(failed));
    }
    Ending ending = Ending.of(failed);
    say(err, ending.line());
    return ending.exit();
  }

  private static void say(PrintStream err, String line) {
    err.println("fallline: " + OneLine.of(line));
    err.flush();
  }
}
