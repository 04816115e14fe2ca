package io.fallline.job;

import io.fallline.core.metric.Evaluation;
import io.fallline.core.train.Part;
import java.util.Map;

/**
 * What came of a training.
 *
 * @param trained whether there was a step, and so a model to keep
 * @param resumedFrom after how many steps training went on; null: from its start
 * @param evaluations of the final parameters, over each part
 */
record Outcome(
    TrainedModel model,
    boolean trained,
    Engine engine,
    String stopReason,
    Long resumedFrom,
    long steps,
    long stepsPerEpoch,
    double loadSeconds,
    RunListener listener,
    TimedGradients gradients,
    EvaluationReport report,
    Map<Part, Evaluation> evaluations) {}
