package io.fallline.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.math.Kernels;
import io.fallline.core.math.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DropoutTest {
  private static final int WIDTH = 8;
  private static final double DROPOUT = 0.4;

  /**
   * One linear hidden layer over one constant input, so that a unit's weight shows whether it was
   * dropped.
   */
  private static NetworkSpec spec(double dropout) {
    return new NetworkSpec(
        1, List.of(WIDTH), List.of("identity"), "mse", Map.of(), 0, true, dropout);
  }

  private static final float[] PARAMETERS = parameters();

  private static float[] parameters() {
    return Floats.of(Initialization.initialize("xavier", spec(DROPOUT), 3));
  }

  private static PackedRows ones(int size) {
    float[] values = new float[size];
    Arrays.fill(values, 1);
    return PackedRows.dense(size, 1, values, new double[size], null, null);
  }

  private static GradientAggregate gradient(double dropout, int rows, RandomStream stream) {
    Network network = new Network(spec(dropout), Kernels.named("portable"));
    return network.gradient(PARAMETERS, ones(rows), null, stream, network.workspace());
  }

  @Test
  void whatAUnitGivesOnAverageStaysTheSame() {
    Dropout dropout = new Dropout(DROPOUT);
    int rows = 50_000;
    float[][] masks = {new float[rows * 3]};
    dropout.draw(RandomStream.of(1), rows, masks, new int[] {3});
    double mean = 0;
    for (float factor : masks[0]) {
      assertTrue(factor == 0 || factor == (float) (1 / (1 - DROPOUT)));
      mean += factor / masks[0].length;
    }
    double deviation = Math.sqrt(DROPOUT / (1 - DROPOUT) / masks[0].length);
    assertEquals(1, mean, 4 * deviation);
  }

  @Test
  void theSameStreamDropsTheSameUnits() {
    GradientAggregate one = gradient(DROPOUT, 20, RandomStream.of(5));
    GradientAggregate same = gradient(DROPOUT, 20, RandomStream.of(5));
    GradientAggregate other = gradient(DROPOUT, 20, RandomStream.of(6));
    assertArrayEquals(one.gradient(), same.gradient());
    assertEquals(one.loss(), same.loss());
    assertFalse(Arrays.equals(one.gradient(), other.gradient()));
  }

  @Test
  void aDroppedUnitHasNoGradientAndAKeptOneHas() {
    float[][] masks = {new float[WIDTH]};
    new Dropout(DROPOUT).draw(RandomStream.of(8), 1, masks, new int[] {WIDTH});
    float[] gradient = gradient(DROPOUT, 1, RandomStream.of(8)).gradient();
    int dropped = 0;
    for (int unit = 0; unit < WIDTH; unit++) {
      boolean kept = masks[0][unit] != 0;
      dropped += kept ? 0 : 1;
      assertEquals(kept, gradient[unit] != 0, "weight into unit " + unit);
      assertEquals(kept, gradient[WIDTH + unit] != 0, "bias of unit " + unit);
      assertEquals(kept, gradient[2 * WIDTH + unit] != 0, "weight out of unit " + unit);
    }
    assertTrue(dropped > 0 && dropped < WIDTH);
  }

  @Test
  void theGradientIsThatOfTheThinnedNetwork() {
    float[][] masks = {new float[WIDTH]};
    new Dropout(DROPOUT).draw(RandomStream.of(8), 1, masks, new int[] {WIDTH});
    GradientAggregate sum = gradient(DROPOUT, 1, RandomStream.of(8));
    double score = PARAMETERS[3 * WIDTH];
    for (int unit = 0; unit < WIDTH; unit++) {
      score +=
          PARAMETERS[2 * WIDTH + unit]
              * masks[0][unit]
              * (PARAMETERS[unit] + PARAMETERS[WIDTH + unit]);
    }
    assertEquals(score * score, sum.loss(), 1e-6);
    for (int unit = 0; unit < WIDTH; unit++) {
      double expected = 2 * score * PARAMETERS[2 * WIDTH + unit] * masks[0][unit];
      assertEquals(expected, sum.gradient()[unit], 1e-5, "weight into unit " + unit);
    }
  }

  @Test
  void masksDoNotDependOnHowRowsAreCut() {
    int[] widths = {3, 2};
    float[][] whole = {new float[30], new float[20]};
    new Dropout(DROPOUT).draw(RandomStream.of(9), 10, whole, widths);
    RandomStream stream = RandomStream.of(9);
    float[][] part = {new float[12], new float[8]};
    new Dropout(DROPOUT).draw(stream, 4, part, widths);
    assertArrayEquals(Arrays.copyOf(whole[0], 12), part[0]);
    assertArrayEquals(Arrays.copyOf(whole[1], 8), part[1]);
    float[][] rest = {new float[18], new float[12]};
    new Dropout(DROPOUT).draw(stream, 6, rest, widths);
    assertArrayEquals(Arrays.copyOfRange(whole[0], 12, 30), rest[0]);
    assertArrayEquals(Arrays.copyOfRange(whole[1], 8, 20), rest[1]);
  }

  @Test
  void scoresAndGradientsWithoutAStreamDropNothing() {
    GradientAggregate off = gradient(DROPOUT, 10, null);
    GradientAggregate none = gradient(0, 10, null);
    assertArrayEquals(none.gradient(), off.gradient());
    assertEquals(none.loss(), off.loss());
  }
}
