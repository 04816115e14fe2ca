package io.fallline.core.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The plain loops of {@code portable} against its vector instructions. */
class FmaKernelsTest {
  private static final int[] SIZES = {1, 2, 3, 7, 8, 9, 31, 33, 40, 100};

  @Test
  void plainLoopsHaveTheBitsOfVectorInstructionsAtEveryShapeAndOffset() {
    for (int rows : SIZES) {
      for (int inputs : SIZES) {
        for (int outputs : SIZES) {
          int[] shape = {rows, inputs, outputs};
          int from = (rows + inputs + outputs) % 17;
          List<float[]> plain = FixedProducts.all(new FmaKernels(), shape, from);
          List<float[]> vector = FixedProducts.all(new SimdKernels(), shape, from);
          for (int i = 0; i < plain.size(); i++) {
            String what = "array " + i + " of " + Arrays.toString(shape);
            assertArrayEquals(bits(vector.get(i)), bits(plain.get(i)), what);
          }
        }
      }
    }
  }

  @Test
  void theNumbersOfTheseTestsReachDenormalsZerosOfBothSignsAndInfinities() {
    int[] shape = {33, 40, 9};
    boolean[] reached = new boolean[5];
    for (float[] results : FixedProducts.all(new FmaKernels(), shape, 0)) {
      for (float result : results) {
        reached[0] |= result != 0 && Math.abs(result) < Float.MIN_NORMAL;
        reached[1] |= Float.floatToRawIntBits(result) == 0;
        reached[2] |= Float.floatToRawIntBits(result) == Float.floatToRawIntBits(-0f);
        reached[3] |= Float.isInfinite(result);
        reached[4] |= Float.isNaN(result);
      }
    }
    assertTrue(reached[0] && reached[1] && reached[2], () -> Arrays.toString(reached));
    assertTrue(reached[3] && reached[4], () -> Arrays.toString(reached));
  }

  /** Which bits stand for what is no number is open, and makes no difference to what follows. */
  private static int[] bits(float[] numbers) {
    int[] bits = new int[numbers.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(numbers[i]);
    }
    return bits;
  }
}
