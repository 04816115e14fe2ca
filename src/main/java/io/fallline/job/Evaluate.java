package io.fallline.job;

import io.fallline.core.metric.Evaluation;
import io.fallline.report.EvaluationSummary;
import io.fallline.spark.ExecutorTimeoutGuard;
import io.fallline.watch.JobDescription;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.SparkSession;

/** The metrics of a model on labelled rows. */
public final class Evaluate {
  private Evaluate() {}

  /**
   * @throws io.fallline.core.failure.Failure (data) if model or rows cannot be used
   */
  public static CommandOutput run(SparkSession session, ScoringRequest request, Console screen) {
    return JobDescription.named(
        session.sparkContext(),
        "evaluate " + request.model().name(),
        () ->
            ExecutorTimeoutGuard.over(
                session.sparkContext(),
                new Warnings(screen).aside(),
                () -> evaluate(session, request)));
  }

  private static CommandOutput evaluate(SparkSession session, ScoringRequest request) {
    try (Scoring scoring = Scoring.open(session, request, true)) {
      TrainedModel model = scoring.model();
      Evaluation evaluation = Scoring.evaluation(model, scoring.data(), "evaluation");
      EvaluationReport report = new EvaluationReport(model.network().createLoss());
      EvaluationSummary summary =
          new EvaluationSummary(
              request.model().name(),
              scoring.version(),
              evaluation.rows(),
              report.loss(evaluation),
              report.metrics(evaluation),
              Summaries.confusion(model.encoding(), Evaluation.EMPTY, evaluation));
      return new CommandOutput(
          new String(summary.toJson(), StandardCharsets.UTF_8), summary.toText());
    }
  }
}
