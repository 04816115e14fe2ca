package io.fallline.bench.kernels;

import io.fallline.core.math.Kernels;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The three products of a layer, at the shapes that groups of a batch have. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProductsBenchmark {
  @Param({"native", "vector"})
  public String kernels;

  @Param({"16", "64", "128", "512"})
  public int rows;

  @Param({"784x128", "128x10", "784x512", "100x1"})
  public String layer;

  private Kernels products;
  private int inputs;
  private int outputs;
  private float[] x;
  private float[] w;
  private float[] z;
  private float[] dx;
  private float[] dw;

  @Setup
  public void draw() {
    products = Kernels.named(kernels);
    String[] widths = layer.split("x");
    inputs = Integer.parseInt(widths[0]);
    outputs = Integer.parseInt(widths[1]);
    Random random = new Random(1);
    x = drawn(random, rows * inputs);
    w = drawn(random, outputs * inputs);
    z = drawn(random, rows * outputs);
    dx = new float[rows * inputs];
    dw = new float[outputs * inputs];
  }

  private static float[] drawn(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (random.nextGaussian() * 1e-3); // sums stay finite however often added to
    }
    return values;
  }

  @Benchmark
  public float[] forward() {
    products.forward(rows, inputs, outputs, x, 0, w, 0, z);
    return z;
  }

  @Benchmark
  public float[] backward() {
    products.backward(rows, inputs, outputs, z, w, 0, dx);
    return dx;
  }

  @Benchmark
  public float[] gradient() {
    products.gradient(rows, inputs, outputs, z, x, 0, dw, 0);
    return dw;
  }
}
