package io.fallline.job;

import io.fallline.core.loss.Loss;
import io.fallline.core.math.Kernels;
import io.fallline.core.model.NetworkSpec;
import io.fallline.core.model.SingleRowNetwork;
import io.fallline.data.Encoding;
import io.fallline.data.VectorEncoder;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;

/** Raw scores of one vector after the other, in any thread of any process. */
public final class VectorScorer implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Where the parameters are. */
  sealed interface Parameters extends Serializable {
    float[] values();
  }

  record Here(float[] values) implements Parameters {}

  record Sent(Broadcast<float[]> broadcast) implements Parameters {
    @Override
    public float[] values() {
      return broadcast.value();
    }
  }

  private final NetworkSpec spec;
  private final int outputs; // as spec.outputs() makes a loss to ask it
  private final Encoding encoding;
  private final String kernels;
  private final Parameters parameters;
  private transient ThreadLocal<Pass> passes;

  VectorScorer(TrainedModel model, Parameters parameters) {
    this.spec = model.network();
    this.outputs = spec.outputs();
    this.encoding = model.encoding();
    this.kernels = model.kernels();
    this.parameters = parameters;
  }

  /**
   * As many scores as the model has outputs, the offset added to each.
   *
   * @throws io.fallline.core.failure.Failure (data) if the vector cannot be used
   */
  public double[] scores(Vector features, double offset) {
    double[] scores = new double[outputs];
    pass().scores(features, offset, scores);
    return scores;
  }

  /** The probability of each class, from a row's scores. */
  public double[] probabilities(double[] scores) {
    double[] probabilities = new double[spec.classes()];
    pass().loss.probabilities(scores, probabilities);
    return probabilities;
  }

  /** The number that is predicted, from a row's score. */
  public double response(double[] scores) {
    return pass().loss.response(scores[0]);
  }

  private Pass pass() {
    ThreadLocal<Pass> known = passes;
    if (known == null) { // of two threads that come here first, each may make its own
      known = ThreadLocal.withInitial(Pass::new);
      passes = known;
    }
    return known.get();
  }

  /** What one thread computes with. */
  private final class Pass {
    private final SingleRowNetwork network =
        new SingleRowNetwork(
            spec,
            Kernels.named(ScoringTask.kernels(VectorScorer.this.kernels)),
            parameters.values());
    private final VectorEncoder encoder = new VectorEncoder(encoding);
    private final Loss loss = spec.createLoss();

    void scores(Vector features, double offset, double[] scores) {
      network.scores(encoder.encode(features, offset), scores);
    }
  }
}
