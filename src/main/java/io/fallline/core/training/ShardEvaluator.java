package io.fallline.core.training;

import io.fallline.core.loss.Loss;
import io.fallline.core.math.Kernels;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.metric.EvaluationBuilder;
import io.fallline.core.network.Network;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.PackedRows;
import io.fallline.core.network.Predictor;
import java.util.Arrays;

/**
 * Evaluates a model on the rows of a shard: scores each row and adds up loss and metrics, by row
 * weights alone.
 */
public final class ShardEvaluator {
  private final NetworkSpec spec;
  private final Network network;
  private final Loss loss;
  private final int outputs;

  /**
   * @param kernels by name
   */
  public ShardEvaluator(NetworkSpec spec, String kernels) {
    this.spec = spec;
    network = new Network(spec, Kernels.named(kernels));
    loss = spec.createLoss();
    outputs = spec.outputs();
  }

  /**
   * @param targets whether {@link io.fallline.core.metric.ObjectiveLoss} is to know models without
   *     inputs on these rows
   */
  public Evaluation of(float[] parameters, Shard shard, boolean targets) {
    EvaluationBuilder builder = new EvaluationBuilder(loss.labels(), spec.classes());
    Predictor predictor = new Predictor(network, parameters);
    double[] scores = new double[BatchPlan.CHUNK_ROWS * outputs];
    for (PackedRows rows : shard.chunks()) {
      predictor.scores(rows, scores);
      for (int i = 0; i < rows.size(); i++) {
        add(
            builder,
            predictor,
            rows,
            i,
            Arrays.copyOfRange(scores, i * outputs, (i + 1) * outputs));
        if (targets) {
          builder.addTarget(loss, rows.weight(i), rows.labels()[i], rows.offset(i));
        }
      }
    }
    return builder.build();
  }

  private void add(
      EvaluationBuilder builder, Predictor predictor, PackedRows rows, int row, double[] scores) {
    double label = rows.labels()[row];
    double score = scores[0];
    double response = predictor.response(scores);
    int decision = Predictor.classOf(scores);
    double lossOfRow = loss.ofRow(scores, label, scores);
    if (loss.labels().isClass()) {
      double logLoss = loss.hasProbabilities() ? lossOfRow : Double.NaN;
      builder.addClass(rows.weight(row), lossOfRow, (int) label, decision, logLoss, score);
    } else {
      builder.addNumber(rows.weight(row), lossOfRow, label, response);
    }
  }
}
