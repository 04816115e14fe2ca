package io.fallline.bench;

import java.io.IOException;
import java.util.List;

/** A piece of work that several contenders do in turns, in one JVM. */
public interface Workload extends AutoCloseable {
  String name();

  /** One line for {@code --list}. */
  String about();

  /** The table that its figures stand in. */
  default Heading heading() {
    return Heading.COMPARISONS;
  }

  /**
   * Who takes part, in the order of each round; what they need is made ready here.
   *
   * @throws Skipped if nobody can
   */
  List<Contender> contenders(Place place) throws IOException;

  /** Lines whose contenders did not all run are left out. */
  List<Comparison> comparisons();

  @Override
  default void close() {}
}
