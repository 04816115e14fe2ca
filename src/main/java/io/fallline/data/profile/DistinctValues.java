package io.fallline.data.profile;

import io.fallline.model.Murmur128;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The distinct values of a column in bounded memory: how often each occurs while they are few, then
 * about how many there are.
 *
 * <p>The estimate is by the k smallest hashes (Bar-Yossef et al., "Counting Distinct Elements in a
 * Data Stream", 2002), whose spread tells how dense all hashes are; with 1,024 it is within a
 * tenth.
 */
final class DistinctValues implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int KEPT = 1024;

  private final int most;

  /** By value, a Double or a String; null once there are more than {@code most}. */
  private HashMap<Object, Long> counts = new HashMap<>();

  private final TreeSet<Long> smallest = new TreeSet<>();

  /**
   * @param most values that are counted one by one
   */
  DistinctValues(int most) {
    this.most = Math.min(most, KEPT);
  }

  void add(Object value) {
    add(value, 1);
  }

  void add(Object value, long times) {
    if (counts == null) {
      keep(hash(value));
      return;
    }
    counts.merge(value, times, Long::sum);
    if (counts.size() > most) {
      counts.keySet().forEach(each -> keep(hash(each)));
      counts = null;
    }
  }

  void add(DistinctValues others) {
    if (others.counts != null) {
      others.counts.forEach(this::add);
      return;
    }
    if (counts != null) {
      counts.keySet().forEach(each -> keep(hash(each)));
      counts = null;
    }
    others.smallest.forEach(this::keep);
  }

  /** Null where there are too many. */
  Map<Object, Long> counts() {
    return counts;
  }

  /** Exact while it is small. */
  long size() {
    if (counts != null) {
      return counts.size();
    }
    if (smallest.size() < KEPT) {
      return smallest.size();
    }
    double covered = (smallest.last() + 1) / 0x1p63;
    return Math.round((KEPT - 1) / covered);
  }

  private void keep(long hash) {
    if (smallest.size() == KEPT) {
      if (hash >= smallest.last()) {
        return;
      }
      if (smallest.add(hash)) {
        smallest.pollLast();
      }
      return;
    }
    smallest.add(hash);
  }

  /** Of 63 bits. */
  private static long hash(Object value) {
    if (value instanceof Double number) {
      return Murmur128.finish(Double.doubleToLongBits(number)) >>> 1;
    }
    byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
    Murmur128 murmur = new Murmur128();
    murmur.hash(bytes, 0, bytes.length);
    return murmur.first() >>> 1;
  }
}
