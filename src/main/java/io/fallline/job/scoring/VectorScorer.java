package io.fallline.job.scoring;

import io.fallline.core.failure.Failure;
import io.fallline.core.math.Kernels;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.Predictor;
import io.fallline.data.records.VectorCells;
import io.fallline.model.Encoding;
import io.fallline.model.InputColumn;
import io.fallline.model.InputColumn.InputKind;
import io.fallline.model.RowEncoder;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;

/** Scores one vector after the other, in any thread of any process. */
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

  /** What one thread encodes and computes with. */
  private record Pass(RowEncoder encoder, Predictor predictor) {}

  private final NetworkSpec spec;
  private final Encoding encoding;
  private final String kernels;
  private final Parameters parameters;
  private transient ThreadLocal<Pass> passes;

  VectorScorer(TrainedModel model, Parameters parameters) {
    this.spec = model.network();
    this.encoding = model.encoding();
    this.kernels = model.kernels();
    this.parameters = parameters;
  }

  /**
   * As many scores as the model has outputs, the offset added to each.
   *
   * @throws Failure (data) if the vector cannot be used, or the model takes other columns than one
   *     vector
   */
  public double[] scores(Vector features, double offset) {
    Pass pass = pass();
    double[] scores = new double[pass.predictor().outputs()];
    pass.predictor().scores(pass.encoder().encode(VectorCells.plain(features), offset), scores);
    return scores;
  }

  /** The probability of each class, from a row's scores. */
  public double[] probabilities(double[] scores) {
    return pass().predictor().probabilities(scores);
  }

  /** The number that is predicted, from a row's score. */
  public double response(double[] scores) {
    return pass().predictor().response(scores);
  }

  /** The class that a row's scores speak for; of ratios to thresholds, that of the greatest. */
  public static int classOf(double[] scores) {
    return Predictor.classOf(scores);
  }

  private Pass pass() {
    ThreadLocal<Pass> known = passes;
    if (known == null) { // of two threads that come here first, each may make its own
      known = ThreadLocal.withInitial(this::newPass);
      passes = known;
    }
    return known.get();
  }

  private Pass newPass() {
    requireOneVector();
    Kernels here = Kernels.named(ScoringInput.kernels(kernels));
    return new Pass(
        new RowEncoder(encoding), Predictor.ofSingleRows(spec, here, parameters.values()));
  }

  private void requireOneVector() {
    if (encoding.columns().size() != 1 || encoding.columns().get(0).kind() != InputKind.VECTOR) {
      throw Failure.data(
          "the model takes the columns %s, expected one vector of features",
          encoding.columns().stream().map(InputColumn::column).toList());
    }
  }
}
