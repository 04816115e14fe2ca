package io.fallline.core.training;

import io.fallline.core.model.NetworkSpec;
import java.io.Serializable;

/**
 * All that a gradient depends on besides parameters, batch and rows; it travels to executors.
 *
 * @param kernels name of the kernels that everyone uses
 * @param groups G, see {@link BatchPlan#groups}
 * @param seed of dropout
 * @param classWeights what a row's weight is multiplied by, a class; null where classes count alike
 */
public record GradientSpec(
    NetworkSpec network,
    String kernels,
    BatchPlan plan,
    int groups,
    long seed,
    double[] classWeights)
    implements Serializable {

  /** The first shard of group g; {@code firstShard(g + 1)} is the end of it. */
  public int firstShard(int group) {
    return group * (plan.sizes().shards() / groups);
  }
}
