package io.fallline.cli;

import io.fallline.core.failure.CauseChain;
import io.fallline.core.failure.DiskTrouble;
import io.fallline.core.failure.Failure;
import io.fallline.core.failure.MessageSanitizer;
import io.fallline.core.setting.SettingException;
import java.util.Optional;

/**
 * The exit code of a command that failed, which is one of BSD's sysexits where one fits, and its
 * line.
 *
 * @param line what is wrong, on one line
 */
record ExitStatus(int exit, String line) {
  static final int DONE = 0;

  /** Trained and published, but the champion stays. */
  static final int GATE = 20;

  static final int COMMAND_LINE = 64;
  static final int TRAINING = 70;
  static final int FILES = 74;
  static final int CONFIGURATION = 78;

  static int code(Failure.Kind kind) {
    return switch (kind) {
      case COMMAND_LINE -> COMMAND_LINE;
      case CONFIGURATION -> CONFIGURATION;
      case DATA -> 65;
      case TRAINING -> TRAINING;
      case FILES -> FILES;
      case TRY_LATER -> 75;
    };
  }

  /** What a person can act on is often a cause: Spark wraps what its tasks throw. */
  static ExitStatus of(Throwable failed) {
    Optional<String> disk = DiskTrouble.in(failed);
    if (disk.isPresent()) {
      Failure failure = DiskTrouble.ofSpark(disk.get(), failed);
      return new ExitStatus(code(failure.kind()), MessageSanitizer.of(failure.getMessage()));
    }
    return CauseChain.of(failed)
        .flatMap(cause -> known(cause).stream())
        .findFirst()
        .orElseGet(() -> unexpected(failed));
  }

  private static ExitStatus unexpected(Throwable failed) {
    String what = failed.getMessage() == null ? "" : ": " + failed.getMessage();
    return new ExitStatus(
        TRAINING,
        MessageSanitizer.of(
                "an error that should not have happened: "
                    + failed.getClass().getSimpleName()
                    + what)
            + "; --verbose shows where");
  }

  private static Optional<ExitStatus> known(Throwable failed) {
    if (failed instanceof Failure failure) {
      return Optional.of(
          new ExitStatus(code(failure.kind()), MessageSanitizer.of(failure.getMessage())));
    }
    if (failed instanceof SettingException) {
      return Optional.of(new ExitStatus(CONFIGURATION, MessageSanitizer.of(failed.getMessage())));
    }
    if (failed instanceof OutOfMemoryError) {
      return Optional.of(
          new ExitStatus(
              TRAINING,
              "out of memory ("
                  + failed.getMessage()
                  + "): give the JVM more (FALLLINE_JAVA_OPTS=-Xmx8g with local.sh,"
                  + " --driver-memory and --executor-memory with spark-submit), or set data.storage = \"disk\""));
    }
    return Optional.empty();
  }
}
