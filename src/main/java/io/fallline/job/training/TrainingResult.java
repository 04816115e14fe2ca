package io.fallline.job.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.JobConfiguration;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.TrainingState;
import io.fallline.job.monitoring.RunListener;
import io.fallline.job.monitoring.TimedGradientComputer;
import io.fallline.job.scoring.EvaluationMetrics;
import io.fallline.job.scoring.TrainedModel;
import java.util.Map;
import org.apache.spark.SparkContext;

/**
 * What came of a training.
 *
 * @param trained whether there was a step, and so a model to keep
 * @param state in which training ended
 * @param found what was found for settings that were auto
 * @param resumedFrom after how many steps training went on; null: from its start
 * @param evaluations of the final parameters, over each split
 * @param progression says nothing where there was no step
 */
public record TrainingResult(
    TrainedModel model,
    boolean trained,
    TrainingState state,
    FoundSettings found,
    ChosenEngine engine,
    String stopReason,
    Long resumedFrom,
    long steps,
    long stepsPerEpoch,
    double loadSeconds,
    RunListener listener,
    TimedGradientComputer gradients,
    EvaluationMetrics report,
    Map<DataSplit, Evaluation> evaluations,
    DivergenceCheck progression) {

  /** What a manifest tells of the training. */
  ObjectNode manifest(JobConfiguration job, SparkContext context) {
    return SummaryBuilder.manifest(job, context.version(), found, report, evaluations);
  }
}
