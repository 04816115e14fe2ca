package io.fallline.core.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kernel of this machine against plain loops, at sizes around blocks and lanes. */
class KernelsTest {
  private static final int[] SIZES = {1, 3, 7, 8, 9, 16, 17, 31, 33, 100};
  private static final double TOLERANCE = 1e-5;

  static List<String> available() {
    return Kernels.available();
  }

  /** One layer's numbers, at some place in arrays that hold more. */
  private record Layer(
      int rows,
      int inputs,
      int outputs,
      int place,
      float[] x,
      float[] w,
      float[] z,
      float[] dz,
      float[] dw) {
    static Layer of(int rows, int inputs, int outputs, int place) {
      RandomStream random = RandomStream.of(rows, inputs, outputs);
      return new Layer(
          rows,
          inputs,
          outputs,
          place,
          placed(random, rows * inputs, place),
          placed(random, outputs * inputs, place),
          placed(random, rows * outputs, 0),
          placed(random, rows * outputs, 0),
          placed(random, outputs * inputs, place));
    }

    private static float[] placed(RandomStream random, int length, int place) {
      float[] numbers = new float[length + 2 * place];
      Arrays.fill(numbers, Float.NaN);
      for (int i = 0; i < length; i++) {
        numbers[place + i] = (float) random.nextGaussian();
      }
      return numbers;
    }

    /** The same numbers in arrays that lie elsewhere in the heap, and begin elsewhere in them. */
    Layer placedAnew(int there) {
      return new Layer(
          rows,
          inputs,
          outputs,
          there,
          moved(x, there),
          moved(w, there),
          z.clone(),
          dz.clone(),
          moved(dw, there));
    }

    private float[] moved(float[] numbers, int there) {
      int length = numbers.length - 2 * place;
      float[] moved = new float[length + 2 * there];
      System.arraycopy(numbers, place, moved, there, length);
      return moved;
    }

    float[] forward(Kernels kernels) {
      float[] product = z.clone();
      kernels.forward(rows, inputs, outputs, x, place, w, place, product);
      return product;
    }

    float[] backward(Kernels kernels) {
      float[] product = new float[rows * inputs];
      Arrays.fill(product, Float.NaN);
      kernels.backward(rows, inputs, outputs, dz, w, place, product);
      return product;
    }

    float[] gradient(Kernels kernels) {
      float[] product = dw.clone();
      kernels.gradient(rows, inputs, outputs, dz, x, place, product, place);
      return Arrays.copyOfRange(product, place, place + outputs * inputs);
    }
  }

  @ParameterizedTest
  @MethodSource("available")
  void productsEqualPlainLoopsAtEverySize(String name) {
    Kernels kernels = Kernels.named(name);
    for (int rows : SIZES) {
      for (int inputs : SIZES) {
        for (int outputs : SIZES) {
          Layer layer = Layer.of(rows, inputs, outputs, 3);
          String shape = name + " [" + rows + ", " + inputs + ", " + outputs + "]";
          assertNear(forwardInDouble(layer), layer.forward(kernels), inputs, "forward " + shape);
          assertNear(
              backwardInDouble(layer), layer.backward(kernels), outputs, "backward " + shape);
          assertNear(gradientInDouble(layer), layer.gradient(kernels), rows, "gradient " + shape);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("available")
  void noRowsAddNothing(String name) {
    Kernels kernels = Kernels.named(name);
    for (int outputs : new int[] {1, 9}) {
      Layer layer = Layer.of(0, 5, outputs, 0);
      assertEquals(0, layer.forward(kernels).length);
      assertEquals(0, layer.backward(kernels).length);
      assertArrayEquals(layer.dw(), layer.gradient(kernels));
    }
  }

  @ParameterizedTest
  @MethodSource("available")
  void theBitsAreTheSameColdAndHotAndWhereverArraysLie(String name) {
    Kernels kernels = Kernels.named(name);
    int[][] shapes = {{37, 203, 19}, {16, 784, 32}, {64, 100, 1}, {5, 33, 10}, {9, 7, 3}};
    for (int[] shape : shapes) {
      Layer cold = Layer.of(shape[0], shape[1], shape[2], 0);
      float[] forward = cold.forward(kernels);
      float[] backward = cold.backward(kernels);
      float[] gradient = cold.gradient(kernels);
      for (int call = 0; call < 2000; call++) {
        Layer layer = cold.placedAnew(call % 17);
        String where = " " + Arrays.toString(shape) + ", call " + call;
        assertArrayEquals(bits(forward), bits(layer.forward(kernels)), () -> "forward" + where);
        assertArrayEquals(bits(backward), bits(layer.backward(kernels)), () -> "backward" + where);
        assertArrayEquals(bits(gradient), bits(layer.gradient(kernels)), () -> "gradient" + where);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("available")
  void whatIsNoNumberReachesWhatItTouches(String name) {
    Kernels kernels = Kernels.named(name);
    for (int outputs : new int[] {1, 10, 20}) {
      Layer layer = Layer.of(17, 21, outputs, 0);
      layer.x()[4 * 21 + 20] = Float.NaN;
      Arrays.fill(layer.dz(), 0);
      assertTrue(Float.isNaN(layer.forward(kernels)[4 * outputs]), "forward " + outputs);
      assertTrue(Float.isNaN(layer.gradient(kernels)[20]), "gradient, times 0 " + outputs);
      layer.w()[3] = Float.NaN;
      assertTrue(Float.isNaN(layer.backward(kernels)[3]), "backward, times 0 " + outputs);
    }
  }

  @Test
  void plainKernelsHaveTheBitsOfThreePlainLoops() {
    assertBitsOfPlainLoops(Kernels.named("java"), (a, b, sum) -> sum + a * b);
  }

  @Test
  void vectorAndPortableKernelsHaveTheBitsOfThreePlainLoopsThatRoundOnce() {
    assertBitsOfPlainLoops(Kernels.named("vector"), Math::fma);
    assertBitsOfPlainLoops(Kernels.named("portable"), Math::fma);
  }

  private static void assertBitsOfPlainLoops(Kernels kernels, PlainLoops.Step step) {
    PlainLoops loops = new PlainLoops(step);
    for (int rows : SIZES) {
      for (int inputs : SIZES) {
        for (int outputs : SIZES) {
          if (outputs > 1) {
            Layer layer = Layer.of(rows, inputs, outputs, 5);
            assertArrayEquals(bits(loops.forward(layer)), bits(layer.forward(kernels)));
            assertArrayEquals(bits(loops.backward(layer)), bits(layer.backward(kernels)));
            assertArrayEquals(bits(loops.gradient(layer)), bits(layer.gradient(kernels)));
          }
        }
      }
    }
  }

  @Test
  void aSingleOutputHasTheSameBitsUnderEveryKernel() {
    PlainLoops loops = new PlainLoops(Math::fma);
    for (int inputs : SIZES) {
      Layer layer = Layer.of(33, inputs, 1, 2);
      for (String name : available()) {
        Kernels kernels = Kernels.named(name);
        assertArrayEquals(
            bits(PlainLoops.singleForward(layer)), bits(layer.forward(kernels)), name);
        assertArrayEquals(bits(loops.backward(layer)), bits(layer.backward(kernels)), name);
        assertArrayEquals(bits(loops.gradient(layer)), bits(layer.gradient(kernels)), name);
      }
    }
  }

  @Test
  void plainKernelsAreAlwaysThere() {
    assertTrue(available().containsAll(List.of("java", "portable")));
    assertEquals("portable", Kernels.named("portable").name());
  }

  @Test
  void testsRunWithVectorKernels() {
    assertEquals(Optional.empty(), Kernels.whyMissing("vector"));
  }

  @Test
  void anUnknownKernelSuggestsTheNearest() {
    Failure failure = assertThrows(Failure.class, () -> Kernels.named("vectors"));
    assertEquals(Failure.Kind.CONFIGURATION, failure.kind());
    assertTrue(failure.getMessage().contains("did you mean vector?"), failure.getMessage());
  }

  @Test
  void missingKernelsSayWhy() {
    for (String name : Kernels.NAMES) {
      Optional<String> reason = Kernels.whyMissing(name);
      assertEquals(available().contains(name), reason.isEmpty(), name);
      if (reason.isPresent()) {
        Failure failure = assertThrows(Failure.class, () -> Kernels.named(name));
        assertTrue(failure.getMessage().contains(reason.get()), failure.getMessage());
      }
    }
  }

  @Test
  void aMatrixBeyondItsArrayIsRefused() {
    Kernels kernels = Kernels.named("portable");
    float[] six = new float[6];
    assertThrows(
        IndexOutOfBoundsException.class, () -> kernels.forward(2, 3, 2, six, 1, six, 0, six));
    assertThrows(
        IndexOutOfBoundsException.class, () -> kernels.forward(2, 3, 4, six, 0, six, 0, six));
    assertThrows(
        IndexOutOfBoundsException.class, () -> kernels.backward(3, 3, 2, six, six, 0, six));
    assertThrows(
        IndexOutOfBoundsException.class, () -> kernels.gradient(2, 3, 2, six, six, 0, six, -1));
    assertFalse(Double.isNaN(six[0]));
  }

  private static int[] bits(float[] numbers) {
    int[] bits = new int[numbers.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(numbers[i]);
    }
    return bits;
  }

  private static void assertNear(double[] expected, float[] found, int terms, String what) {
    assertEquals(expected.length, found.length);
    for (int i = 0; i < expected.length; i++) {
      int place = i;
      assertEquals(
          expected[i], found[i], TOLERANCE * Math.sqrt(terms + 1), () -> what + " at " + place);
    }
  }

  private static double[] forwardInDouble(Layer layer) {
    double[] z = new double[layer.rows * layer.outputs];
    for (int i = 0; i < layer.rows; i++) {
      for (int j = 0; j < layer.outputs; j++) {
        double sum = layer.z[i * layer.outputs + j];
        for (int k = 0; k < layer.inputs; k++) {
          sum +=
              (double) layer.x[layer.place + i * layer.inputs + k]
                  * layer.w[layer.place + j * layer.inputs + k];
        }
        z[i * layer.outputs + j] = sum;
      }
    }
    return z;
  }

  private static double[] backwardInDouble(Layer layer) {
    double[] dx = new double[layer.rows * layer.inputs];
    for (int i = 0; i < layer.rows; i++) {
      for (int k = 0; k < layer.inputs; k++) {
        for (int j = 0; j < layer.outputs; j++) {
          dx[i * layer.inputs + k] +=
              (double) layer.dz[i * layer.outputs + j]
                  * layer.w[layer.place + j * layer.inputs + k];
        }
      }
    }
    return dx;
  }

  private static double[] gradientInDouble(Layer layer) {
    double[] dw = new double[layer.outputs * layer.inputs];
    for (int j = 0; j < layer.outputs; j++) {
      for (int k = 0; k < layer.inputs; k++) {
        double sum = layer.dw[layer.place + j * layer.inputs + k];
        for (int i = 0; i < layer.rows; i++) {
          sum +=
              (double) layer.dz[i * layer.outputs + j]
                  * layer.x[layer.place + i * layer.inputs + k];
        }
        dw[j * layer.inputs + k] = sum;
      }
    }
    return dw;
  }

  /**
   * What kernels in Java promise, to the letter: float32, one step after the other in ascending
   * order.
   */
  private record PlainLoops(Step step) {
    interface Step {
      float next(float left, float right, float sum);
    }

    float[] forward(Layer layer) {
      float[] z = layer.z.clone();
      for (int i = 0; i < layer.rows; i++) {
        for (int j = 0; j < layer.outputs; j++) {
          for (int k = 0; k < layer.inputs; k++) {
            int at = i * layer.outputs + j;
            float left = layer.x[layer.place + i * layer.inputs + k];
            z[at] = step.next(left, layer.w[layer.place + j * layer.inputs + k], z[at]);
          }
        }
      }
      return z;
    }

    float[] backward(Layer layer) {
      float[] dx = new float[layer.rows * layer.inputs];
      for (int i = 0; i < layer.rows; i++) {
        for (int k = 0; k < layer.inputs; k++) {
          for (int j = 0; j < layer.outputs; j++) {
            int at = i * layer.inputs + k;
            float left = layer.dz[i * layer.outputs + j];
            dx[at] = step.next(left, layer.w[layer.place + j * layer.inputs + k], dx[at]);
          }
        }
      }
      return dx;
    }

    float[] gradient(Layer layer) {
      float[] dw =
          Arrays.copyOfRange(layer.dw, layer.place, layer.place + layer.outputs * layer.inputs);
      for (int i = 0; i < layer.rows; i++) {
        for (int j = 0; j < layer.outputs; j++) {
          for (int k = 0; k < layer.inputs; k++) {
            int at = j * layer.inputs + k;
            float left = layer.dz[i * layer.outputs + j];
            dw[at] = step.next(left, layer.x[layer.place + i * layer.inputs + k], dw[at]);
          }
        }
      }
      return dw;
    }

    /** Element k in lane k mod 16; lanes 8 apart are added first, then 4, 2 and 1. */
    static float[] singleForward(Layer layer) {
      float[] z = layer.z.clone();
      for (int i = 0; i < layer.rows; i++) {
        float[] lanes = new float[16];
        for (int k = 0; k < layer.inputs; k++) {
          float left = layer.x[layer.place + i * layer.inputs + k];
          lanes[k % 16] = Math.fma(left, layer.w[layer.place + k], lanes[k % 16]);
        }
        for (int half = 8; half > 0; half /= 2) {
          for (int lane = 0; lane < half; lane++) {
            lanes[lane] += lanes[lane + half];
          }
        }
        z[i] += lanes[0];
      }
      return z;
    }
  }
}
