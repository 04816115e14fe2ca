package io.fallline.repeat;

import java.lang.reflect.Array;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One call of something that computes on arrays, with its numbers.
 *
 * @param work how many multiplications it is, about
 * @param shifted arrays that the call can be given from any element on
 * @param floats arrays that it takes from their beginning
 * @param doubles likewise
 */
record KernelCall(
    String name, long work, float[][] shifted, float[][] floats, double[][] doubles, Body body) {

  /** What is called; it leaves its results in some of the arrays. */
  interface Body {
    void run(float[][] shifted, int from, float[][] floats, double[][] doubles);
  }

  /** The call's numbers in arrays of their own, somewhere in the heap. */
  static final class Placed {
    private final KernelCall call;
    private final int from;
    private final float[][] shifted;
    private final float[][] floats;
    private final double[][] doubles;

    private Placed(KernelCall call, int from, Placing placing) {
      this.call = call;
      this.from = from;
      shifted = placing.all(call.shifted, float[][]::new, array -> new float[array.length + from]);
      floats = placing.all(call.floats, float[][]::new, array -> new float[array.length]);
      doubles = placing.all(call.doubles, double[][]::new, array -> new double[array.length]);
    }

    /** Calls again in the same arrays, and returns a digest of all that is in them then. */
    long run() {
      fill(call.shifted, shifted, from);
      fill(call.floats, floats, 0);
      fill(call.doubles, doubles, 0);
      call.body.run(shifted, from, floats, doubles);
      long digest = 1;
      for (float[] array : shifted) {
        digest = digest(digest, array, from);
      }
      for (float[] array : floats) {
        digest = digest(digest, array, 0);
      }
      for (double[] array : doubles) {
        for (double number : array) {
          digest = mix(digest, Double.doubleToRawLongBits(number));
        }
      }
      return digest;
    }

    private static void fill(Object[] numbers, Object[] arrays, int from) {
      for (int i = 0; i < numbers.length; i++) {
        System.arraycopy(numbers[i], 0, arrays[i], from, Array.getLength(numbers[i]));
      }
    }

    private static long digest(long before, float[] array, int from) {
      long digest = before;
      for (int i = from; i < array.length; i++) {
        digest = mix(digest, Float.floatToRawIntBits(array[i]));
      }
      return digest;
    }

    private static long mix(long digest, long bits) {
      long x = (digest ^ bits) * 0x9e3779b97f4a7c15L;
      return x ^ (x >>> 29);
    }
  }

  /** What happens to the heap before each array is made. */
  record Placing(Runnable before) {
    <T> T[] all(T[] arrays, IntFunction<T[]> many, UnaryOperator<T> one) {
      return Stream.of(arrays)
          .map(
              array -> {
                before.run();
                return one.apply(array);
              })
          .toArray(many);
    }
  }

  Placed placed(int from, Placing placing) {
    return new Placed(this, from, placing);
  }
}
