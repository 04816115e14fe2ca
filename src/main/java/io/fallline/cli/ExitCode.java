package io.fallline.cli;

import io.fallline.core.failure.Failure;

/** The exit codes of commands: those of BSD's sysexits where one fits. */
final class ExitCode {
  static final int DONE = 0;

  /** Trained and published, but the champion stays. */
  static final int GATE = 20;

  static final int COMMAND_LINE = 64;
  static final int TRAINING = 70;
  static final int CONFIGURATION = 78;
  static final int FILES = 74;
  private static final int DATA = 65;
  private static final int TRY_LATER = 75;

  private ExitCode() {}

  static int of(Failure.Kind kind) {
    return switch (kind) {
      case COMMAND_LINE -> COMMAND_LINE;
      case CONFIGURATION -> CONFIGURATION;
      case DATA -> DATA;
      case TRAINING -> TRAINING;
      case FILES -> FILES;
      case TRY_LATER -> TRY_LATER;
    };
  }
}
