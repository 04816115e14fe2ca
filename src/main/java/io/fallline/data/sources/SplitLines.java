package io.fallline.data.sources;

import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The lines of the files that a task reads, split by split. A split is a file or a part of one.
 * Spark's reader looks at the first lines of each; here the caller does.
 */
final class SplitLines implements Iterator<String> {
  private final Iterator<byte[]> all;
  private final Charset charset;

  /** The path that Spark made for the split; every split has a path object of its own. */
  private UTF8String split;

  private byte[] ahead;
  private boolean aheadIsOfNext;

  SplitLines(Iterator<byte[]> all, Charset charset) {
    this.all = all;
    this.charset = charset;
  }

  /**
   * Goes on to the next split, whose lines the iterator then has.
   *
   * @return whether there is one
   */
  boolean nextSplit() {
    while (hasNext()) {
      ahead = null;
    }
    aheadIsOfNext = false;
    return ahead != null;
  }

  /** Whether the split begins where its file begins; true once {@link #nextSplit} was. */
  boolean isStartOfFile() {
    long start = InputFileBlockHolder.getStartOffset();
    if (start < 0) {
      throw new IllegalStateException("Spark does not say where in its file a line stands");
    }
    return start == 0;
  }

  @Override
  public boolean hasNext() {
    if (ahead == null && all.hasNext()) {
      ahead = all.next();
      UTF8String path = InputFileBlockHolder.getInputFilePath();
      aheadIsOfNext = path != split; // not equals: a file may be read twice
      split = path;
    }
    return ahead != null && !aheadIsOfNext;
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    byte[] bytes = ahead;
    ahead = null;
    return new String(bytes, charset);
  }
}
