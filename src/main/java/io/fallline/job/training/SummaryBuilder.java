package io.fallline.job.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.DataSection;
import io.fallline.configuration.JobConfiguration;
import io.fallline.configuration.Secrets;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.training.DataSplit;
import io.fallline.data.loading.TrainingData;
import io.fallline.data.sources.LineLimit;
import io.fallline.job.monitoring.RunListener;
import io.fallline.job.monitoring.TimedGradientComputer;
import io.fallline.job.scoring.EvaluationMetrics;
import io.fallline.job.scoring.TrainedModel;
import io.fallline.model.Fingerprint;
import io.fallline.report.Summary;
import java.util.List;
import java.util.Map;

/** What files and terminal tell of a run. */
public final class SummaryBuilder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SummaryBuilder() {}

  static Summary of(
      JobConfiguration job,
      Summary.Run run,
      TrainingData data,
      String sparkVersion,
      TrainingResult result,
      List<String> warnings,
      double wallSeconds) {
    EvaluationMetrics report = result.report();
    Map<DataSplit, Evaluation> evaluations = result.evaluations();
    Evaluation validation = evaluations.get(DataSplit.VALIDATION);
    Evaluation test = evaluations.get(DataSplit.TEST);
    TrainedModel model = result.model();
    return new Summary(
        run,
        new Summary.Size(
            data.sizes(DataSplit.TRAIN).rows(),
            data.encoding().inputs(),
            model.parameters().length,
            data.sizes(DataSplit.TRAIN).shards()),
        new Summary.Course(
            result.steps(),
            (result.steps() + result.stepsPerEpoch() - 1) / result.stepsPerEpoch(),
            result.stopReason(),
            result.found().toSummary(),
            warnings),
        new Summary.Engine(
            result.engine().name(), result.engine().reason(), model.kernels(), sparkVersion),
        time(result, wallSeconds),
        new Summary.Losses(
            report.loss(evaluations.get(DataSplit.TRAIN)),
            report.loss(validation),
            report.loss(test),
            result.progression().last(),
            result.progression().first(),
            result.progression().constant()),
        new Summary.Metrics(
            validation.rows() > 0 ? report.metrics(validation) : Map.of(),
            test.rows() > 0 ? report.metrics(test) : Map.of(),
            EvaluationMetrics.confusion(model.encoding(), validation, test)),
        new Summary.Identity(
            Fingerprint.parametersSha256(model.tensors()), data.sha256(), result.resumedFrom()));
  }

  private static Summary.Time time(TrainingResult result, double wallSeconds) {
    RunListener listener = result.listener();
    long steps = Math.max(1, listener.times().steps());
    double trainSeconds = listener.times().seconds();
    TimedGradientComputer gradients = result.gradients();
    double millisAStep = 1e3 / steps;
    return new Summary.Time(
        result.loadSeconds(),
        trainSeconds,
        wallSeconds,
        listener.samplesPerSecond(),
        new Summary.StepMillis(listener.times().medianMillis(), listener.times().p95Millis()),
        new Summary.StepBreakdown(
            gradients.computeSeconds() * millisAStep,
            gradients.waitSeconds() * millisAStep,
            gradients.aggregateSeconds() * millisAStep,
            (trainSeconds - gradients.gradientSeconds()) * millisAStep));
  }

  /** What a manifest tells of the training, besides the model itself. */
  public static ObjectNode manifest(
      JobConfiguration job,
      String sparkVersion,
      FoundSettings found,
      EvaluationMetrics report,
      Map<DataSplit, Evaluation> evaluations) {
    ObjectNode sections = JSON.createObjectNode();
    sections.set("configuration", JSON.valueToTree(job.toMap()));
    sections.put("sparkVersion", sparkVersion);
    found.writeTo(sections);
    ObjectNode metrics = sections.putObject("metrics");
    for (DataSplit split : List.of(DataSplit.VALIDATION, DataSplit.TEST)) {
      Evaluation evaluation = evaluations.get(split);
      if (evaluation.rows() > 0) {
        ObjectNode ofSplit = metrics.putObject(split.name().toLowerCase(java.util.Locale.ROOT));
        ofSplit.put("loss", report.loss(evaluation));
        report.metrics(evaluation).forEach(ofSplit::put);
      }
    }
    return sections;
  }

  /** How the training's rows were read, for those who bring others. */
  static ObjectNode source(DataSection data) {
    ObjectNode source = JSON.createObjectNode();
    source.put("format", data.format());
    ObjectNode options = source.putObject("options");
    Secrets.without(data.options()).forEach(options::put);
    LineLimit.forLaterReaders(data).forEach(options::put);
    return source;
  }
}
