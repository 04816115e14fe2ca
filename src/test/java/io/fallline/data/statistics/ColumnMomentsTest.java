package io.fallline.data.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.serialization.JavaSerialization;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnMomentsTest {
  private static final int INPUTS = 40;
  private static final int SHARDS = 6;

  private static void addRows(
      MomentsBuilder moments, boolean weighted, Random random, double density) {
    for (int row = 0; row < 5; row++) {
      double weight = weighted ? 0.5 + random.nextDouble() : 1;
      for (int input = 0; input < INPUTS; input++) {
        boolean present = random.nextDouble() < density;
        double value = random.nextInt(9) == 0 ? Double.NaN : random.nextGaussian();
        moments.add(input, present ? value : 0, weight);
      }
    }
  }

  /** Shards of different densities, so that few and all inputs meet in both orders. */
  @ParameterizedTest
  @CsvSource({"false, 0.01", "true, 0.01", "false, 0.1", "true, 0.1", "false, 1", "true, 1"})
  void sumsOfInputsWithValuesAreThoseOfAllInputsBitForBit(boolean weighted, double density) {
    ColumnMoments all = null;
    ColumnMoments kept = null;
    MomentsBuilder builder = new MomentsBuilder(INPUTS, weighted);
    for (int shard = 0; shard < SHARDS; shard++) {
      double own = shard % 3 == 1 ? 0.9 : density;
      addRows(builder, weighted, new Random(shard), own);
      ColumnMoments taken = builder.take();
      assertTrue(own > 0.05 || taken.mean.length < INPUTS / 2);
      all = all == null ? taken.ofAll(INPUTS) : all.plus(taken.ofAll(INPUTS), INPUTS);
      addRows(builder, weighted, new Random(shard), own);
      ColumnMoments again = builder.take();
      kept = kept == null ? again : kept.plus(again, INPUTS);
    }
    requireEqual(all, kept.ofAll(INPUTS));
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "false, 0.1", "true, 0.1", "false, 1", "true, 1"})
  void momentsTravelAsTheyAre(boolean weighted, double density) {
    MomentsBuilder builder = new MomentsBuilder(INPUTS, weighted);
    addRows(builder, weighted, new Random(3), density);
    ColumnMoments sent = builder.take();
    ColumnMoments received =
        JavaSerialization.value(JavaSerialization.bytes(sent), ColumnMoments.class);
    assertEquals(sent.mean.length, received.mean.length);
    requireEqual(sent.ofAll(INPUTS), received.ofAll(INPUTS));
  }

  private static void requireEqual(ColumnMoments expected, ColumnMoments found) {
    assertArrayEquals(expected.present, found.present);
    assertArrayEquals(expected.missing, found.missing);
    assertArrayEquals(expected.mean, found.mean);
    assertArrayEquals(expected.squares, found.squares);
    assertArrayEquals(expected.least, found.least);
    assertArrayEquals(expected.greatest, found.greatest);
    for (int i = 0; i < INPUTS; i++) {
      assertEquals(expected.presentWeight(i), found.presentWeight(i));
      assertEquals(expected.missingWeight(i), found.missingWeight(i));
    }
  }
}
