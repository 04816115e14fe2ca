package io.fallline.job;

import io.fallline.core.training.GradientComputer;
import io.fallline.spark.GradientTimes;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An engine at work on one training.
 *
 * @param computer of the gradients
 * @param clusterTimes what they go to on a cluster; empty where threads of this process compute
 * @param asItRan what the summary says when training is over: a resident engine may have had to
 *     change
 */
record OpenEngine(
    GradientComputer computer, Optional<GradientTimes> clusterTimes, Supplier<ChosenEngine> asItRan)
    implements AutoCloseable {
  @Override
  public void close() {
    computer.close();
  }
}
