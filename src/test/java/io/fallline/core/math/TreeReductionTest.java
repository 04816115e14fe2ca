package io.fallline.core.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeReductionTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 64, 256})
  void anyCutOfTheLeavesIntoRunsGivesTheSameBits(int leaves) {
    Random random = new Random(leaves);
    float[] values = new float[leaves];
    for (int i = 0; i < leaves; i++) {
      values[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6));
    }
    float expected = recursive(values, 0, leaves);
    for (int attempt = 0; attempt < 50; attempt++) {
      TreeReduction<Float> driver = new TreeReduction<>(Float::sum);
      int from = 0;
      while (from < leaves) {
        int to = from + 1 + random.nextInt(leaves - from);
        TreeReduction<Float> task = new TreeReduction<>(Float::sum);
        for (int i = from; i < to; i++) {
          task.addLeaf(i, values[i]);
        }
        task.nodes().forEach(driver::add);
        from = to;
      }
      assertEquals(Float.floatToIntBits(expected), Float.floatToIntBits(driver.total()));
    }
  }

  private static float recursive(float[] values, int from, int to) {
    if (to - from == 1) {
      return values[from];
    }
    int middle = (from + to) / 2;
    return recursive(values, from, middle) + recursive(values, middle, to);
  }

  @Test
  void aTaskHandsOnItsLargestCompleteSubtrees() {
    TreeReduction<Integer> tree = new TreeReduction<>(Integer::sum);
    for (int i = 3; i < 14; i++) {
      tree.addLeaf(i, 1);
    }
    List<String> nodes = new ArrayList<>();
    tree.nodes().forEach(node -> nodes.add(node.level() + ":" + node.index() + "=" + node.sum()));
    assertEquals(List.of("0:3=1", "2:1=4", "2:2=4", "1:6=2"), nodes);
  }

  @Test
  void aLeafThatIsMissingOrOutOfOrderIsRefused() {
    TreeReduction<Integer> tree = new TreeReduction<>(Integer::sum);
    tree.addLeaf(0, 1);
    assertThrows(IllegalArgumentException.class, () -> tree.addLeaf(2, 1));
    assertThrows(IllegalArgumentException.class, () -> tree.addLeaf(0, 1));
  }

  @Test
  void anIncompleteTreeHasNoTotal() {
    TreeReduction<Integer> tree = new TreeReduction<>(Integer::sum);
    assertThrows(IllegalStateException.class, tree::total);
    for (int i = 0; i < 3; i++) {
      tree.addLeaf(i, 1);
    }
    assertThrows(IllegalStateException.class, tree::total);
  }
}
