package io.fallline.job.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.math.Range;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.metric.ObjectiveLoss;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.network.ParameterLayout.Tensor;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The loss of a training's first parameters, with which the final loss is compared. A model that
 * begins at zero gives every row the same scores: their loss follows from the last evaluation,
 * without a pass over the rows. A checkpoint keeps it, as the parameters themselves are gone by
 * then.
 *
 * @param objective what training makes small
 * @param scores that every row has; null where rows differ
 * @param loss over all training rows where they do; NaN: not known, or not finite
 */
record InitialLoss(ObjectiveLoss objective, double[] scores, double loss) {
  private static final String SECTION = "firstParameters";
  private static final String SCORES = "scores";
  private static final String LOSS = "loss";

  /** Evaluates them if they have to be; those of a training that goes on are in its checkpoint. */
  static InitialLoss of(TrainingSetup setup, ObjectiveLoss objective, GradientComputer gradients) {
    if (setup.resumption().isPresent()) {
      return read(setup.resumption().get().checkpoint().sections(), objective);
    }
    double[] parameters = setup.state().parameters();
    Optional<double[]> constant = constantScores(setup, parameters);
    if (constant.isPresent()) {
      return new InitialLoss(objective, constant.get(), Double.NaN);
    }
    Evaluation evaluation =
        gradients.evaluate(ParameterLayout.float32(parameters), DataSplit.TRAIN);
    return new InitialLoss(objective, null, objective.of(evaluation));
  }

  /** Empty unless all weights of the last layer are 0. */
  private static Optional<double[]> constantScores(TrainingSetup setup, double[] parameters) {
    List<Tensor> tensors = setup.layout().tensors();
    boolean intercept = setup.spec().network().intercept();
    Range weights = tensors.get(tensors.size() - (intercept ? 2 : 1)).range();
    for (int i = weights.from(); i < weights.to(); i++) {
      if (parameters[i] != 0) {
        return Optional.empty();
      }
    }
    double[] scores = new double[setup.spec().network().outputs()];
    for (int k = 0; k < scores.length && intercept; k++) {
      scores[k] = (float) parameters[weights.to() + k];
    }
    return Optional.of(scores);
  }

  private static InitialLoss read(JsonNode checkpoint, ObjectiveLoss objective) {
    JsonNode section = checkpoint.path(SECTION);
    if (section.path(SCORES).isArray()) {
      double[] scores =
          StreamSupport.stream(section.path(SCORES).spliterator(), false)
              .mapToDouble(JsonNode::asDouble)
              .toArray();
      return new InitialLoss(objective, scores, Double.NaN);
    }
    return new InitialLoss(objective, null, section.path(LOSS).asDouble(Double.NaN));
  }

  void writeTo(ObjectNode checkpoint) {
    ObjectNode section = checkpoint.putObject(SECTION);
    if (scores != null) {
      ArrayNode array = section.putArray(SCORES);
      for (double score : scores) {
        array.add(score);
      }
    } else if (Double.isFinite(loss)) {
      section.put(LOSS, loss);
    }
  }

  /**
   * Their loss over all training rows; NaN where it is not known.
   *
   * @param training an evaluation of those rows, of any model
   */
  double lossOn(Evaluation training) {
    return scores == null ? loss : objective.ofConstant(scores, training);
  }
}
