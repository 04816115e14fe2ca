package io.fallline.data;

import java.util.Iterator;
import java.util.function.Function;

/**
 * An iterator whose elements go through a function one at a time, so that a partition is never
 * held.
 */
record MappingIterator<A, B>(Iterator<A> source, Function<A, B> function) implements Iterator<B> {
  @Override
  public boolean hasNext() {
    return source.hasNext();
  }

  @Override
  public B next() {
    return function.apply(source.next());
  }
}
