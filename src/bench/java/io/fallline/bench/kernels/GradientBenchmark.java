package io.fallline.bench.kernels;

import io.fallline.core.math.Kernels;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.network.Network;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.PackedRows;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.network.Workspace;
import java.util.List;
import java.util.Map;
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

/** Loss and gradient of a piece of a batch: products, activation and loss together. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GradientBenchmark {
  private static final int SPARSE_COLUMNS = 1 << 20;
  private static final int ENTRIES_A_ROW = 30;

  @Param({"native", "vector"})
  public String kernels;

  @Param({"16", "128", "512"})
  public int rows;

  @Param({"logistic-100", "784-128-10", "sparse-logistic"})
  public String model;

  private Network network;
  private Workspace workspace;
  private PackedRows piece;
  private float[] parameters;

  @Setup
  public void draw() {
    Random random = new Random(1);
    NetworkSpec spec = spec();
    network = new Network(spec, Kernels.named(kernels));
    workspace = network.workspace();
    parameters = new float[ParameterLayout.of(spec).size()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) (random.nextGaussian() * 0.05);
    }
    double[] labels = random.ints(rows, 0, spec.classes()).asDoubleStream().toArray();
    piece = model.startsWith("sparse") ? sparse(random, labels) : dense(random, spec, labels);
  }

  private NetworkSpec spec() {
    return switch (model) {
      case "logistic-100" -> linear(100);
      case "sparse-logistic" -> linear(SPARSE_COLUMNS);
      default ->
          new NetworkSpec(784, List.of(128), List.of("relu"), "softmax", Map.of(), 10, true, 0);
    };
  }

  private static NetworkSpec linear(int inputs) {
    return new NetworkSpec(inputs, List.of(), List.of(), "logistic", Map.of(), 2, true, 0);
  }

  private PackedRows dense(Random random, NetworkSpec spec, double[] labels) {
    float[] values = new float[rows * spec.inputs()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return PackedRows.dense(rows, spec.inputs(), values, labels, null, null);
  }

  private PackedRows sparse(Random random, double[] labels) {
    int[] starts = new int[rows + 1];
    int[] indices = new int[rows * ENTRIES_A_ROW];
    float[] values = new float[indices.length];
    for (int row = 0; row < rows; row++) {
      int[] hits =
          random.ints(0, SPARSE_COLUMNS).distinct().limit(ENTRIES_A_ROW).sorted().toArray();
      System.arraycopy(hits, 0, indices, row * ENTRIES_A_ROW, ENTRIES_A_ROW);
      starts[row + 1] = (row + 1) * ENTRIES_A_ROW;
    }
    java.util.Arrays.fill(values, 1);
    return new PackedRows(rows, SPARSE_COLUMNS, starts, indices, values, labels, null, null);
  }

  @Benchmark
  public GradientAggregate gradient() {
    return network.gradient(parameters, piece, null, null, workspace);
  }
}
