package io.fallline.job.scoring;

import io.fallline.core.network.NetworkSpec;
import io.fallline.model.Encoding;
import io.fallline.report.ReportData;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The largest weights of a model without hidden layers, for the page of a run. */
public final class LinearWeights {
  private static final int MOST = 25;
  private static final int MOST_INTERCEPTS = 50;

  private final TrainedModel model;
  private final Encoding encoding;
  private final NetworkSpec network;

  private LinearWeights(TrainedModel model) {
    this.model = model;
    this.encoding = model.encoding();
    this.network = model.network();
  }

  /** Null of a model with hidden layers. */
  public static ReportData.Weights of(TrainedModel model) {
    return model.network().hidden().isEmpty() ? new LinearWeights(model).weights() : null;
  }

  private ReportData.Weights weights() {
    double[] intercepts = new double[network.outputs() <= MOST_INTERCEPTS ? network.outputs() : 0];
    for (int output = 0; output < intercepts.length; output++) {
      intercepts[output] = LinearCoefficients.intercept(model, output);
    }
    int count = network.outputs() * network.inputs();
    return new ReportData.Weights(
        count, largest(count).stream().map(this::weight).toList(), intercepts);
  }

  /** The places of the largest weights, of those that are not 0; the first of equal ones. */
  private List<Integer> largest(int count) {
    Comparator<Integer> bySize =
        Comparator.<Integer>comparingDouble(place -> Math.abs(scaled(place)))
            .thenComparing(Comparator.reverseOrder());
    PriorityQueue<Integer> kept = new PriorityQueue<>(MOST + 1, bySize);
    double least = 0; // of those that are kept, once they are as many as may be
    for (int place = 0; place < count; place++) {
      if (Math.abs(scaled(place)) <= least) {
        continue;
      }
      kept.add(place);
      if (kept.size() > MOST) {
        kept.remove();
        least = Math.abs(scaled(kept.element()));
      }
    }
    return kept.stream().sorted(bySize.reversed()).toList();
  }

  private ReportData.Weight weight(int place) {
    int input = place % network.inputs();
    String output =
        network.outputs() == 1 ? null : encoding.classes().names().get(place / network.inputs());
    return new ReportData.Weight(
        encoding.shownInputName(input),
        output,
        scaled(place),
        LinearCoefficients.weight(model, place / network.inputs(), input));
  }

  /** Weights come first in the vector, output by output. */
  private double scaled(int place) {
    return model.parameters()[place];
  }
}
