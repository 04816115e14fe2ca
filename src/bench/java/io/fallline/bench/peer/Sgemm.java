package io.fallline.bench.peer;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import io.fallline.bench.Figures;
import io.fallline.bench.Skipped;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What the processor can do: two threads, a large float32 product each, native and single-threaded.
 */
public final class Sgemm {
  private static final int SIZE = 1536;
  private static final int PRODUCTS = 24;
  private static final int THREADS = 2;

  private Sgemm() {}

  /** The rate of both threads together while both are at work. */
  public static Figures run() throws InterruptedException {
    BLAS blas = blas();
    double[] seconds = new double[THREADS];
    Thread[] threads =
        IntStream.range(0, THREADS)
            .mapToObj(t -> new Thread(() -> seconds[t] = seconds(blas), "sgemm"))
            .toArray(Thread[]::new);
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double operations = 2.0 * SIZE * SIZE * SIZE * PRODUCTS;
    return Figures.of(
        "gigaflops", Arrays.stream(seconds).map(time -> operations / time / 1e9).sum());
  }

  private static BLAS blas() {
    if (!"1".equals(System.getenv("OPENBLAS_NUM_THREADS"))) {
      throw new Skipped("OPENBLAS_NUM_THREADS is not 1; start submit-scripts/bench.sh");
    }
    try {
      return NativeBLAS.getInstance();
    } catch (RuntimeException | LinkageError missing) {
      throw new Skipped("there is no native BLAS (Debian's package libopenblas0-pthread)");
    }
  }

  private static double seconds(BLAS blas) {
    float[] a = new float[SIZE * SIZE];
    float[] b = new float[SIZE * SIZE];
    float[] c = new float[SIZE * SIZE];
    for (int i = 0; i < a.length; i++) {
      a[i] = (i % 97) / 97f;
      b[i] = (i % 89) / 89f;
    }
    product(blas, a, b, c); // pages in, and the library's own buffers
    long start = System.nanoTime();
    for (int i = 0; i < PRODUCTS; i++) {
      product(blas, a, b, c);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static void product(BLAS blas, float[] a, float[] b, float[] c) {
    blas.sgemm("N", "N", SIZE, SIZE, SIZE, 1, a, SIZE, b, SIZE, 0, c, SIZE);
  }
}
