package io.fallline.job.tuning;

import io.fallline.configuration.Variations.Variation;
import io.fallline.core.failure.Failure;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.DataSplit;
import io.fallline.data.loading.TrainingData;
import io.fallline.job.Warnings;
import io.fallline.job.monitoring.RunReport;
import io.fallline.job.training.Train;
import io.fallline.job.training.TrainingOptionsFactory;
import io.fallline.job.training.TrainingShards;
import io.fallline.report.History;
import io.fallline.report.RecordedRun;
import io.fallline.report.Summary;
import io.fallline.report.tuning.ComparedRunResult;
import io.fallline.report.tuning.ComparedRunResult.Course;
import io.fallline.report.tuning.Comparison.RankingCriterion;
import io.fallline.store.RunDirectory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** One run of a comparison, as {@code train} would do it: what differs is whose shards they are. */
final class ComparedRun {
  private static final String LOSS = "loss";
  private static final int POINTS = 60;
  private static final String HISTORY = "history.jsonl";

  private final Variation variation;
  private final RankingCriterion criterion;
  private final TrainingData data;

  ComparedRun(Variation variation, RankingCriterion criterion, TrainingData data) {
    this.variation = variation;
    this.criterion = criterion;
    this.data = data;
  }

  /**
   * Trains, and tells what came of it: a run whose training fails is one that lost.
   *
   * @param train of this variation
   * @throws RuntimeException if something else stops it; its directory says so too
   */
  ComparedRunResult run(Train train, TrainingShards shards, Warnings warnings) {
    Train.Start start = train.start();
    try {
      return done(
          start.run(), train.tracked(start, () -> train.train(start, data, shards).summary()));
    } catch (Error ended) {
      Train.withdraw(start.run(), ended);
      throw ended;
    } catch (RuntimeException ended) {
      Train.withdraw(start.run(), ended);
      new RunReport(start.run()).write(ended, warnings);
      return failed(start.run(), RunReport.failure(ended).orElseThrow(() -> ended), ended);
    }
  }

  private ComparedRunResult failed(RunDirectory run, Failure failure, RuntimeException ended) {
    if (failure.kind() != Failure.Kind.TRAINING) {
      throw ended;
    }
    return new ComparedRunResult(
        variation.values(),
        run.id(),
        run.path().toString(),
        Optional.empty(),
        Optional.of(failure.getMessage()),
        Double.NaN,
        Course.NONE,
        Course.NONE);
  }

  private ComparedRunResult done(RunDirectory run, Summary summary) {
    Map<String, byte[]> files = Map.of(HISTORY, run.read(HISTORY).orElse(new byte[0]));
    History history = RecordedRun.of(run.path().toString(), run.id(), files).history();
    BatchPlan plan =
        TrainingOptionsFactory.plan(variation.job().training(), data.sizes(DataSplit.TRAIN));
    ToDoubleFunction<History.Validation> watched =
        criterion.score().equals(LOSS)
            ? History.Validation::loss
            : validation -> validation.metric(criterion.score());
    return new ComparedRunResult(
        variation.values(),
        run.id(),
        run.path().toString(),
        Optional.of(summary),
        Optional.empty(),
        ComparedBy.score(criterion, summary),
        new Course(
            history.ofValidations(History.Validation::epoch), history.ofValidations(watched)),
        smoothed(history.steps(), plan.stepsPerEpoch()));
  }

  /** Means of runs of steps of one length: single batches say little. */
  private static Course smoothed(List<History.Step> steps, long stepsPerEpoch) {
    int points = Math.min(POINTS, steps.size());
    double[] epochs = new double[points];
    double[] losses = new double[points];
    for (int i = 0; i < points; i++) {
      int from = (int) ((long) steps.size() * i / points);
      int to = (int) ((long) steps.size() * (i + 1) / points);
      for (History.Step step : steps.subList(from, to)) {
        epochs[i] += (double) step.step() / stepsPerEpoch / (to - from);
        losses[i] += step.loss() / (to - from);
      }
    }
    return new Course(epochs, losses);
  }
}
