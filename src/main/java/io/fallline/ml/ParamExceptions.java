package io.fallline.ml;

import io.fallline.core.failure.Failure;
import java.util.function.Supplier;

/** What Spark's users catch when Params or rows are wrong, in the words of Params. */
final class ParamExceptions {
  private ParamExceptions() {}

  /**
   * @throws IllegalArgumentException in place of a failure for which Params or rows are to blame
   * @throws FitFailedException in place of any other
   */
  static <T> T translating(Supplier<T> work) {
    try {
      return work.get();
    } catch (Failure failure) {
      throw translated(failure);
    }
  }

  static RuntimeException translated(Failure failure) {
    String line = ParamNames.in(failure.getMessage());
    return switch (failure.kind()) {
      case CONFIGURATION, DATA -> new IllegalArgumentException(line, failure);
      default -> new FitFailedException(line, failure);
    };
  }
}
