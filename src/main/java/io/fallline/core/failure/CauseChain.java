package io.fallline.core.failure;

import java.util.Objects;
import java.util.stream.Stream;

/** The chain of causes of a throwable: the throwable first, then what caused it, and so on. */
public final class CauseChain {
  /** A chain can be a circle. */
  private static final int MOST = 50;

  private CauseChain() {}

  public static Stream<Throwable> of(Throwable failed) {
    return Stream.iterate(failed, Objects::nonNull, Throwable::getCause).limit(MOST);
  }
}
