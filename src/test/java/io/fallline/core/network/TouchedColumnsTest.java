package io.fallline.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.fallline.core.math.RandomStream;
import io.fallline.core.network.GradientAccumulator.TouchedColumns;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TouchedColumnsTest {
  @Test
  void columnsComeInOrderAndOnce() {
    RandomStream random = RandomStream.of(7);
    for (int columns : new int[] {1, 63, 64, 65, 4096, 5000, 1 << 20}) {
      TouchedColumns touched = new TouchedColumns(columns);
      for (int round = 0; round < 5; round++) {
        TreeSet<Integer> expected = new TreeSet<>();
        for (int i = 0; i < 200 * round; i++) {
          int column = random.below(columns);
          touched.add(column);
          expected.add(column);
        }
        assertArrayEquals(expected.stream().mapToInt(Integer::intValue).toArray(), touched.take());
      }
    }
  }
}
