package io.fallline.core.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
  @Test
  void theSameKeyGivesTheSameNumbers() {
    RandomStream one = RandomStream.of(42, 7);
    RandomStream other = RandomStream.of(42, 7);
    for (int i = 0; i < 1000; i++) {
      assertEquals(one.nextLong(), other.nextLong());
    }
  }

  @Test
  void theNumbersOfAKeyNeverChange() {
    RandomStream stream = RandomStream.of(42, 1, 2);
    long[] first = {stream.nextLong(), stream.nextLong(), stream.nextLong()};
    assertArrayEquals(
        new long[] {5770170966500328307L, 8474834818003817789L, -2710288580252593213L},
        first,
        () -> Arrays.toString(first));
  }

  @Test
  void numbersAreThoseOfJavasOwnSplitMix() {
    SplittableRandom java = new SplittableRandom(12345);
    RandomStream stream = new RandomStream(12345);
    for (int i = 0; i < 1000; i++) {
      assertEquals(java.nextLong(), stream.nextLong());
    }
  }

  @Test
  void keysThatDifferInAnythingHaveStreamsOfTheirOwn() {
    Set<Long> firsts = new HashSet<>();
    int keys = 0;
    for (long a = -20; a < 20; a++) {
      firsts.add(RandomStream.of(a).nextLong());
      keys++;
      for (long b = -20; b < 20; b++) {
        firsts.add(RandomStream.of(a, b).nextLong());
        firsts.add(RandomStream.of(a, b, 0).nextLong());
        keys += 2;
      }
    }
    assertEquals(keys, firsts.size());
    assertNotEquals(RandomStream.of().nextLong(), RandomStream.of(0).nextLong());
  }

  @Test
  void doublesAreUniform() {
    RandomStream stream = RandomStream.of(1);
    int[] buckets = new int[20];
    int draws = 200_000;
    for (int i = 0; i < draws; i++) {
      double drawn = stream.nextDouble();
      assertTrue(drawn >= 0 && drawn < 1);
      buckets[(int) (drawn * buckets.length)]++;
    }
    assertEven(buckets, draws);
  }

  @Test
  void numbersBelowABoundAreUniform() {
    RandomStream stream = RandomStream.of(2);
    int[] buckets = new int[7];
    int draws = 140_000;
    for (int i = 0; i < draws; i++) {
      buckets[stream.below(7)]++;
    }
    assertEven(buckets, draws);
  }

  @Test
  void largeBoundsAreKept() {
    RandomStream stream = RandomStream.of(3);
    long bound = (1L << 62) + 1;
    for (int i = 0; i < 1000; i++) {
      long drawn = stream.below(bound);
      assertTrue(drawn >= 0 && drawn < bound);
    }
    assertEquals(0, stream.below(1));
    assertThrows(IllegalArgumentException.class, () -> stream.below(0));
  }

  @Test
  void gaussiansHaveTheMomentsOfTheNormalDistribution() {
    RandomStream stream = RandomStream.of(4);
    int draws = 400_000;
    double[] moments = new double[5];
    for (int i = 0; i < draws; i++) {
      double drawn = stream.nextGaussian();
      double power = 1;
      for (int order = 1; order <= 4; order++) {
        power *= drawn;
        moments[order] += power / draws;
      }
    }
    // four deviations of each mean
    assertEquals(0, moments[1], 4 * Math.sqrt(1.0 / draws));
    assertEquals(1, moments[2], 4 * Math.sqrt(2.0 / draws));
    assertEquals(0, moments[3], 4 * Math.sqrt(15.0 / draws));
    assertEquals(3, moments[4], 4 * Math.sqrt(96.0 / draws));
  }

  @Test
  void shufflingGivesEveryOrderEquallyOftenAndLeavesTheRestAlone() {
    RandomStream stream = RandomStream.of(5);
    int[] orders = new int[6];
    int draws = 60_000;
    for (int i = 0; i < draws; i++) {
      int[] numbers = {9, 0, 1, 2, 8};
      stream.shuffle(numbers, 1, 4);
      assertEquals(9, numbers[0]);
      assertEquals(8, numbers[4]);
      orders[numbers[1] * 2 + (numbers[2] > numbers[3] ? 1 : 0)]++;
    }
    assertEven(orders, draws);
  }

  private static void assertEven(int[] buckets, int draws) {
    double expected = (double) draws / buckets.length;
    for (int bucket : buckets) {
      assertEquals(expected, bucket, 5 * Math.sqrt(expected), Arrays.toString(buckets));
    }
  }
}
