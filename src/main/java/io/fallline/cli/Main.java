package io.fallline.cli;

import io.fallline.core.failure.Failure;
import io.fallline.core.setting.SettingException;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code fallline COMMAND …}: runs a command and says how it ended, by exit code and, where it failed, in one line. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    int exit = run(arguments, System.out, System.err);
    if (exit != Exit.DONE && "cluster".equals(System.getProperty("spark.submit.deployMode"))) {
      // in YARN's cluster mode an exit would pass for a crash of the application master, and be tried again
      throw new IllegalStateException("exit code " + exit);
    }
    System.exit(exit);
  }

  /** The command's exit code; results go to {@code out}, all else to {@code err}. */
  static int run(String[] arguments, PrintStream out, PrintStream err) {
    CommandLine commandLine = new CommandLine(new Fallline(out, err));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setOut(new java.io.PrintWriter(out, true));
    commandLine.setErr(new java.io.PrintWriter(err, true));
    commandLine.setParameterExceptionHandler((wrong, words) -> wrongWords(wrong, err));
    commandLine.setExecutionExceptionHandler(
        (failed, line, result) -> failed(failed, err, List.of(arguments).contains("--verbose")));
    return commandLine.execute(arguments);
  }

  private static int wrongWords(ParameterException wrong, PrintStream err) {
    String suggestion = "";
    if (wrong instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      suggestion = Suggestion.of(unmatched.getUnmatched().get(0), wrong.getCommandLine());
    }
    err.println("fallline: " + oneLine(wrong.getMessage()) + suggestion + " (--help shows what there is)");
    return Exit.COMMAND_LINE;
  }

  private static int failed(Exception failed, PrintStream err, boolean verbose) {
    if (verbose) {
      failed.printStackTrace(err);
    }
    err.println("fallline: " + message(failed));
    return Exit.of(failed);
  }

  private static String message(Throwable failed) {
    if (failed instanceof Failure || failed instanceof SettingException) {
      return oneLine(failed.getMessage());
    }
    String what = failed.getMessage() == null ? "" : ": " + oneLine(failed.getMessage());
    return "an error that should not have happened: " + failed.getClass().getSimpleName() + what
        + "; --verbose shows where";
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
