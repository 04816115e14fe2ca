package io.fallline.core.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.fallline.core.math.Range;

/** Parameters under one rule, step by step, as the training loop would take them. */
record Trajectory(Optimizer rule, double[] parameters, OptimizerState state) {
  Trajectory(Optimizer rule, double[] parameters) {
    this(rule, parameters, OptimizerState.start(rule, parameters.length));
  }

  void step(double[] gradient, double learningRate, Range... ranges) {
    state.advance();
    rule.beginStep(state);
    for (Range range : ranges) {
      rule.update(new UpdateStep(range, parameters, gradient, learningRate, state));
    }
  }

  Trajectory copy(Optimizer sameRule) {
    return new Trajectory(sameRule, parameters.clone(), state.copy());
  }

  void assertSameBits(Trajectory other) {
    assertArrayEquals(bits(parameters), bits(other.parameters), "parameters");
    for (String slot : rule.slots()) {
      assertArrayEquals(bits(state.slot(slot)), bits(other.state.slot(slot)), slot);
    }
  }

  private static long[] bits(double[] vector) {
    long[] bits = new long[vector.length];
    for (int i = 0; i < vector.length; i++) {
      bits[i] = Double.doubleToRawLongBits(vector[i]);
    }
    return bits;
  }
}
