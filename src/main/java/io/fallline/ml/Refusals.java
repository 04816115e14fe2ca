package io.fallline.ml;

import io.fallline.core.failure.Failure;

/** What Spark's users catch when Params or rows are wrong. */
final class Refusals {
  private Refusals() {}

  static RuntimeException translated(Failure failure) {
    return switch (failure.kind()) {
      case CONFIGURATION, DATA -> new IllegalArgumentException(failure.getMessage(), failure);
      default -> failure;
    };
  }
}
