package io.fallline.cli;

import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.HadoopPath;
import io.fallline.configuration.JobConfiguration;
import io.fallline.job.CommandResult;
import io.fallline.job.JobConsole;
import io.fallline.job.TerminationRequest;
import io.fallline.job.training.JitWarmUp;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/** A command of the program, with the options that all have and what commands do with them. */
abstract class JobCommand implements Callable<Integer> {
  @ParentCommand private Fallline program;
  @Mixin CommonOptions options;
  private SessionStart start;

  /** A training, or several, in a Spark session. */
  @FunctionalInterface
  interface TrainingWork<T> {
    T run(SparkSession spark, JobConsole console, JitWarmUp warmUp, TerminationRequest termination);
  }

  /** Prints the JSON alone to standard output where it was asked for, else the text. */
  final int print(CommandResult result) {
    program.out().print(options.json ? result.json() : result.text());
    program.out().flush();
    return ExitStatus.DONE;
  }

  final Terminal terminal() {
    return new Terminal(program.err(), options.quiet);
  }

  /** The configuration; a session begins to start while it is read. */
  final JobConfiguration job(ConfigurationOption file) {
    start = SessionStart.begin(options);
    return file.job(options);
  }

  /**
   * Works in a Spark session.
   *
   * @param name what the cluster shows
   */
  final <T> T inSession(String name, Function<SparkSession, T> work) {
    if (start == null) {
      start = SessionStart.begin(options);
    }
    try (Session session = Session.open(name, options, start)) {
      return work.apply(session.spark());
    }
  }

  /**
   * Trains in a Spark session: signals end it after a step, and Java warms up while Spark starts.
   */
  final <T> T training(JobConfiguration job, TrainingWork<T> work) {
    try (SignalTermination termination = new SignalTermination(program.err());
        JitWarmUp warmUp = JitWarmUp.begin(job)) {
      return inSession(job.name(), spark -> work.run(spark, terminal(), warmUp, termination));
    }
  }

  /** A converter of path options that refuses a text that no file system could have as a path. */
  static class PathOptionConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (!HadoopPath.is(text)) {
        throw new TypeConversionException(
            "'" + text + "' is not a path, expected one such as /data/x; " + HadoopPath.REMEDY);
      }
      return text;
    }
  }

  /** The option of every command that reads a configuration. */
  static final class ConfigurationOption {
    @Option(
        names = "--config",
        required = true,
        paramLabel = "FILE",
        description = "The configuration.")
    Path file;

    /** The file with the settings of the command line over it. */
    JobConfiguration job(CommonOptions options) {
      return ConfigurationFile.load(file, options.settings);
    }
  }

  /** The console of commands: standard error, to which progress goes. */
  record Terminal(PrintStream err, boolean quiet) implements JobConsole {
    private static final int USUAL_WIDTH = 80;

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
}
