package io.fallline.cli;

import io.fallline.core.failure.CauseChain;
import io.fallline.core.failure.DiskTrouble;
import io.fallline.core.failure.Failure;
import io.fallline.core.failure.MessageSanitizer;
import io.fallline.core.setting.SettingException;
import java.util.Optional;

/**
 * The exit code of a command that failed, and its line.
 *
 * @param line what is wrong, on one line
 */
record ExitStatus(int exit, String line) {
  /** What a person can act on is often a cause: Spark wraps what its tasks throw. */
  static ExitStatus of(Throwable failed) {
    Optional<String> disk = DiskTrouble.in(failed);
    if (disk.isPresent()) {
      Failure failure = DiskTrouble.ofSpark(disk.get(), failed);
      return new ExitStatus(ExitCode.of(failure.kind()), oneLine(failure.getMessage()));
    }
    return CauseChain.of(failed)
        .flatMap(cause -> known(cause).stream())
        .findFirst()
        .orElseGet(() -> unexpected(failed));
  }

  private static ExitStatus unexpected(Throwable failed) {
    String what = failed.getMessage() == null ? "" : ": " + failed.getMessage();
    return new ExitStatus(
        ExitCode.TRAINING,
        oneLine(
                "an error that should not have happened: "
                    + failed.getClass().getSimpleName()
                    + what)
            + "; --verbose shows where");
  }

  private static Optional<ExitStatus> known(Throwable failed) {
    if (failed instanceof Failure failure) {
      return Optional.of(
          new ExitStatus(ExitCode.of(failure.kind()), oneLine(failure.getMessage())));
    }
    if (failed instanceof SettingException) {
      return Optional.of(new ExitStatus(ExitCode.CONFIGURATION, oneLine(failed.getMessage())));
    }
    if (failed instanceof OutOfMemoryError) {
      return Optional.of(
          new ExitStatus(
              ExitCode.TRAINING,
              "out of memory ("
                  + failed.getMessage()
                  + "): give the JVM more (FALLLINE_JAVA_OPTS=-Xmx8g with local.sh,"
                  + " --driver-memory and --executor-memory with spark-submit), or set data.storage = \"disk\""));
    }
    return Optional.empty();
  }

  static String oneLine(String message) {
    return MessageSanitizer.of(message);
  }
}
