package io.fallline.core.math;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Products of a layer whose numbers are the same everywhere: ordinary ones; of any size, so that
 * much is rounded and some lost; so small that most results are denormal or zeros of either sign;
 * and now and then infinite or the largest there is.
 */
public final class FixedProducts {
  private static final int[][] FEW = {{5, 7, 3}, {3, 33, 17}, {18, 5, 2}};

  /** A kind of number; {@code any} has 64 random bits. */
  private enum Numbers {
    ORDINARY {
      @Override
      float next(double gaussian, long any) {
        return (float) gaussian;
      }
    },
    OF_ANY_SIZE {
      @Override
      float next(double gaussian, long any) {
        return Math.scalb((float) gaussian, (int) Math.floorMod(any, 150L) - 75);
      }
    },
    TINY {
      @Override
      float next(double gaussian, long any) {
        float zero = any < 0 ? -0f : 0f;
        int exponent = (int) Math.floorMod(any, 40L) - 90;
        return any % 5 == 0 ? zero : Math.scalb((float) gaussian, exponent);
      }
    },
    EXTREME {
      @Override
      float next(double gaussian, long any) {
        int place = (int) Math.floorMod(any, 16L * SPECIAL.length);
        return place < SPECIAL.length ? SPECIAL[place] : (float) gaussian;
      }
    };

    private static final float[] SPECIAL = {
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.MIN_NORMAL,
      Math.nextDown(Float.MIN_NORMAL),
      -0f
    };

    abstract float next(double gaussian, long any);
  }

  private FixedProducts() {}

  /** A line for what all products of few small layers come to. */
  public static String digest(String kernels) {
    MatrixKernels products = new Checked(Kernels.named(kernels));
    ByteBuffer number = ByteBuffer.allocate(Float.BYTES);
    StringBuilder line = new StringBuilder(kernels + ": products |");
    for (Numbers numbers : Numbers.values()) {
      CRC32C digest = new CRC32C();
      Consumer<float[]> add =
          results -> {
            for (float result : results) {
              // the bits of what is no number are open
              digest.update(number.putInt(0, Float.floatToIntBits(result)).array());
            }
          };
      for (int[] shape : FEW) {
        all(products, numbers, shape, 1).forEach(add);
      }
      line.append(" %08x".formatted(digest.getValue()));
    }
    return line.toString();
  }

  /** Through the door that everybody takes. */
  private record Checked(Kernels kernels) implements MatrixKernels {
    @Override
    public void forward(
        int rows, int inputs, int outputs, float[] x, int xFrom, float[] w, int wFrom, float[] z) {
      kernels.forward(rows, inputs, outputs, x, xFrom, w, wFrom, z);
    }

    @Override
    public void backward(
        int rows, int inputs, int outputs, float[] dz, float[] w, int wFrom, float[] dx) {
      kernels.backward(rows, inputs, outputs, dz, w, wFrom, dx);
    }

    @Override
    public void gradient(
        int rows,
        int inputs,
        int outputs,
        float[] dz,
        float[] x,
        int xFrom,
        float[] dw,
        int dwFrom) {
      kernels.gradient(rows, inputs, outputs, dz, x, xFrom, dw, dwFrom);
    }
  }

  /** All three products of a layer, with numbers of each kind. */
  static List<float[]> all(MatrixKernels products, int[] shape, int from) {
    List<float[]> all = new ArrayList<>();
    for (Numbers numbers : Numbers.values()) {
      all.addAll(all(products, numbers, shape, from));
    }
    return all;
  }

  private static List<float[]> all(MatrixKernels products, Numbers numbers, int[] shape, int from) {
    int rows = shape[0];
    int inputs = shape[1];
    int outputs = shape[2];
    RandomStream random = RandomStream.of(numbers.ordinal(), rows, inputs, outputs);
    float[] x = some(numbers, random, from + rows * inputs);
    float[] w = some(numbers, random, from + outputs * inputs);
    float[] z = some(numbers, random, rows * outputs);
    float[] dz = some(numbers, random, rows * outputs);
    float[] dx = some(numbers, random, rows * inputs);
    float[] dw = some(numbers, random, from + outputs * inputs);
    products.forward(rows, inputs, outputs, x, from, w, from, z);
    products.backward(rows, inputs, outputs, dz, w, from, dx);
    products.gradient(rows, inputs, outputs, dz, x, from, dw, from);
    return List.of(z, dx, dw);
  }

  private static float[] some(Numbers numbers, RandomStream random, int length) {
    float[] some = new float[length];
    for (int i = 0; i < length; i++) {
      some[i] = numbers.next(random.nextGaussian(), random.nextLong());
    }
    return some;
  }
}
