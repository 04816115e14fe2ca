package io.fallline.core.train;

import io.fallline.core.math.Kernels;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.*;

public final class ShardEvaluation {
  private final NetworkSpec spec; private final Network network;
  public ShardEvaluation(NetworkSpec spec, String kernels) { this.spec = spec; this.network = new Network(spec, Kernels.named(kernels)); }
  public Evaluation of(float[] parameters, Shard shard) {
    GradientSum s = GradientSum.EMPTY;
    for (Rows r : shard.chunks()) s = GradientSum.add(s, network.gradient(parameters, r, null, null, network.workspace()));
    return new Evaluation(s.rows(), s.weight(), s.loss());
  }
}
