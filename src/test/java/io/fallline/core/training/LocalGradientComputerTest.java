package io.fallline.core.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalGradientComputerTest {
  private static final ShardSizes SIZES = ShardSizes.auto(3_000);
  private static final NetworkSpec NETWORK =
      new NetworkSpec(300, List.of(200), List.of("relu"), "mse", Map.of(), 0, true, 0);
  private static final int PARAMETERS = ParameterLayout.of(NETWORK).size();
  private static final BatchPlan PLAN = new BatchPlan(SIZES, 256, BatchPlan.LastBatch.KEEP, 1);

  @Test
  void onceCompiledAStepAllocatesNoArrays() {
    float[] parameters = new float[PARAMETERS];
    try (SpinningThreadPool team = new SpinningThreadPool(1);
        LocalGradientComputer source = source(team)) {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long bytes = Long.MAX_VALUE;
      // vectors are objects until they are compiled to registers
      for (int step = 0; step < 3_000 && bytes > PARAMETERS / 4; step++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        source.at(parameters, PLAN.batch(step));
        bytes = threads.getCurrentThreadAllocatedBytes() - before;
      }
      assertTrue(bytes <= PARAMETERS / 4, bytes + " bytes for " + PARAMETERS + " parameters");
    }
  }

  @Test
  void whatAStepLeftInTheArraysDoesNotReachTheNext() {
    float[] parameters = new float[PARAMETERS];
    for (int i = 0; i < PARAMETERS; i++) {
      parameters[i] = (i % 13 - 6) / 50f;
    }
    for (int threads : new int[] {1, 2, 3}) {
      try (SpinningThreadPool team = new SpinningThreadPool(threads);
          LocalGradientComputer used = source(team);
          LocalGradientComputer fresh = source(team)) {
        for (int step = 0; step < 5; step++) {
          used.at(parameters, PLAN.batch(step));
        }
        float[] expected = fresh.at(parameters, PLAN.batch(5)).gradient();
        assertArrayEquals(expected, used.at(parameters, PLAN.batch(5)).gradient());
      }
    }
  }

  private static LocalGradientComputer source(SpinningThreadPool team) {
    GradientSpec spec = new GradientSpec(NETWORK, "java", PLAN, PLAN.groups(PARAMETERS), 1, null);
    return new LocalGradientComputer(
        spec, Map.of(DataSplit.TRAIN, ShardFixtures.random(SIZES, 300, false, 3)), team);
  }
}
