package io.fallline.bench.kernels;

import io.fallline.core.math.Range;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.OptimizerState;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.optimizer.UpdateStep;
import io.fallline.core.setting.Hyperparameters;
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

/** A rule's update of 100,000 parameters, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class UpdateBenchmark {
  private static final int PARAMETERS = 100_000;

  @Param({"sgd", "momentum", "adagrad", "adam", "ftrl"})
  public String rule;

  private Optimizer optimizer;
  private OptimizerState state;
  private Range all;
  private double[] parameters;
  private double[] gradient;

  @Setup
  public void start() {
    optimizer = Optimizers.registry().create(rule, Hyperparameters.defaults());
    state = OptimizerState.start(optimizer, PARAMETERS);
    parameters = new double[PARAMETERS];
    all = Range.all(parameters);
    Random random = new Random(1);
    gradient = random.doubles(PARAMETERS, -1, 1).toArray();
  }

  @Benchmark
  public double[] update() {
    state.advance();
    optimizer.beginStep(state);
    optimizer.update(new UpdateStep(all, parameters, gradient, 1e-3, state));
    return parameters;
  }
}
