package io.fallline.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.core.math.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GradientSumTest {
  private static final int COORDINATES = 40;

  @Test
  void sparseSumsAddUpToWhatDenseOnesDo() {
    RandomStream random = RandomStream.of(5);
    for (int trial = 0; trial < 500; trial++) {
      GradientSum left = sparse(random, random.nextDouble());
      GradientSum right = sparse(random, random.nextDouble());
      GradientSum expected = GradientSum.add(dense(left), dense(right));
      GradientSum found = GradientSum.add(left, right);
      assertArrayEquals(expected.gradient(), found.allCoordinates(COORDINATES));
      assertEquals(expected.rows(), found.rows());
      assertEquals(expected.weight(), found.weight());
      assertEquals(expected.loss(), found.loss());
      int[] ascending = Arrays.stream(found.indices()).sorted().distinct().toArray();
      assertArrayEquals(ascending, found.indices());
      assertEquals(found.indices().length, found.gradient().length);
    }
  }

  @Test
  void anEmptySumAddsNothing() {
    GradientSum sum = sparse(RandomStream.of(6), 0.5);
    assertEquals(sum, GradientSum.add(sum, GradientSum.EMPTY));
    assertEquals(sum, GradientSum.add(GradientSum.EMPTY, sum));
  }

  private static GradientSum sparse(RandomStream random, double share) {
    int[] indices = new int[COORDINATES];
    int count = 0;
    for (int i = 0; i < COORDINATES; i++) {
      if (random.nextDouble() < share) {
        indices[count++] = i;
      }
    }
    float[] gradient = new float[count];
    for (int k = 0; k < count; k++) {
      gradient[k] = (float) random.nextGaussian();
    }
    return new GradientSum(
        3, random.nextDouble(), random.nextDouble(), Arrays.copyOf(indices, count), gradient);
  }

  private static GradientSum dense(GradientSum sum) {
    return GradientSum.dense(
        sum.rows(), sum.weight(), sum.loss(), sum.allCoordinates(COORDINATES).clone());
  }
}
