package io.fallline.job.scoring;

import io.fallline.core.metric.Evaluation;
import io.fallline.engine.ClusterWatchdog;
import io.fallline.job.CommandResult;
import io.fallline.job.JobConsole;
import io.fallline.job.Warnings;
import io.fallline.report.EvaluationSummary;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.SparkSession;

/** The metrics of a model on labelled rows. */
public final class Evaluate {
  private Evaluate() {}

  /**
   * @throws io.fallline.core.failure.Failure (data) if model or rows cannot be used
   */
  public static CommandResult run(
      SparkSession session, ScoringRequest request, JobConsole console) {
    return ClusterWatchdog.named(
        session.sparkContext(),
        "evaluate " + request.model().name(),
        new Warnings(console).aside(),
        () -> evaluate(session, request));
  }

  private static CommandResult evaluate(SparkSession session, ScoringRequest request) {
    try (ScoringInput scoring = ScoringInput.open(session, request, true)) {
      TrainedModel model = scoring.model();
      Evaluation evaluation = ScoringInput.evaluation(model, scoring.data(), "evaluation");
      EvaluationMetrics report = new EvaluationMetrics(model.network().createLoss());
      EvaluationSummary summary =
          new EvaluationSummary(
              request.model().name(),
              scoring.version(),
              evaluation.rows(),
              report.loss(evaluation),
              report.metrics(evaluation),
              EvaluationMetrics.confusion(model.encoding(), Evaluation.EMPTY, evaluation));
      return new CommandResult(
          new String(summary.toJson(), StandardCharsets.UTF_8), summary.toText());
    }
  }
}
