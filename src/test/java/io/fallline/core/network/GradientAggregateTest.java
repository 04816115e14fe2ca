package io.fallline.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.core.math.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GradientAggregateTest {
  private static final int COORDINATES = 40;

  @Test
  void sparseSumsAddUpToWhatDenseOnesDo() {
    RandomStream random = RandomStream.of(5);
    for (int trial = 0; trial < 500; trial++) {
      GradientAggregate left = sparse(random, random.nextDouble());
      GradientAggregate right = sparse(random, random.nextDouble());
      GradientAggregate expected = GradientAggregate.add(dense(left), dense(right));
      GradientAggregate found = GradientAggregate.add(left, right);
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
    GradientAggregate sum = sparse(RandomStream.of(6), 0.5);
    assertEquals(sum, GradientAggregate.add(sum, GradientAggregate.EMPTY));
    assertEquals(sum, GradientAggregate.add(GradientAggregate.EMPTY, sum));
  }

  private static GradientAggregate sparse(RandomStream random, double share) {
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
    return new GradientAggregate(
        3, random.nextDouble(), random.nextDouble(), Arrays.copyOf(indices, count), gradient);
  }

  private static GradientAggregate dense(GradientAggregate sum) {
    return GradientAggregate.dense(
        sum.rows(), sum.weight(), sum.loss(), sum.allCoordinates(COORDINATES).clone());
  }
}
