package io.fallline.job.tuning;

import io.fallline.configuration.JobConfiguration;
import io.fallline.core.failure.Failure;
import io.fallline.core.metric.Metric;
import io.fallline.core.metric.Metrics;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.job.training.NetworkSpecs;
import io.fallline.report.Summary;
import io.fallline.report.tuning.Comparison.RankingCriterion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the runs of a comparison are ranked by, of their final models: what all of them watch for
 * early stopping, else the validation loss. Losses that are not the same do not compare: then it is
 * accuracy or rmse, as scikit-learn's searches would have it (whose r² ranks as rmse does). Without
 * validation rows it can only be the training loss.
 */
final class ComparedBy {
  private static final String LOSS = "loss";

  private ComparedBy() {}

  /**
   * @param heldOut whether there are validation rows
   * @throws Failure (configuration) if there is nothing to rank them by
   */
  static RankingCriterion of(List<JobConfiguration> jobs, boolean heldOut) {
    boolean sameLoss = same(jobs, job -> List.of(job.model().loss(), settings(job)));
    if (!heldOut) {
      if (!sameLoss) {
        throw Failure.configuration(
            "data.validation is not set, expected a fraction above 0 or a path: training losses of different losses do not compare");
      }
      return new RankingCriterion(LOSS, "training", false);
    }
    String watched = jobs.get(0).training().earlyStopping().metric().orElse(LOSS);
    boolean all = same(jobs, job -> job.training().earlyStopping().metric());
    if (all && !watched.equals(LOSS)) {
      return ofMetric(watched);
    }
    return sameLoss
        ? new RankingCriterion(LOSS, "validation", false)
        : ofMetric(NetworkSpecs.loss(jobs.get(0).model()).labels().isClass() ? "accuracy" : "rmse");
  }

  /** NaN where the run has none. */
  static double score(RankingCriterion criterion, Summary summary) {
    if (criterion.score().equals(LOSS)) {
      return criterion.part().equals("training")
          ? summary.loss().train()
          : summary.loss().validation();
    }
    return summary.metrics().validation().getOrDefault(criterion.score(), Double.NaN);
  }

  private static RankingCriterion ofMetric(String name) {
    Metric metric = Metrics.registry().create(name, Hyperparameters.defaults());
    return new RankingCriterion(name, "validation", metric.higherIsBetter());
  }

  private static Map<String, Double> settings(JobConfiguration job) {
    return job.model().lossSettings();
  }

  private static boolean same(
      List<JobConfiguration> jobs, Function<JobConfiguration, Object> part) {
    Set<Object> seen = jobs.stream().map(part).collect(Collectors.toSet());
    return seen.size() == 1;
  }
}
