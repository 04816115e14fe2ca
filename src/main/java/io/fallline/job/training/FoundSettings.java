package io.fallline.job.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.training.FinishState;
import io.fallline.core.training.TrainingState;
import io.fallline.job.scoring.TrainedModel;
import io.fallline.report.Summary;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a training has found for settings that are auto. A checkpoint keeps it, and so does a model,
 * for those who start from it.
 *
 * @param learningRate empty: the configuration names it
 * @param how it was found, for people
 * @param labelUnit what the rule counts labels in, see {@link io.fallline.core.training.LabelUnit}
 * @param finish what came of it; null before training has ended
 */
record FoundSettings(
    OptionalDouble learningRate, String how, double labelUnit, Summary.FoundFinish finish) {
  /** The configuration says everything. */
  static final FoundSettings NOTHING = new FoundSettings(OptionalDouble.empty(), "", 1);

  private static final String LEARNING_RATE = "learningRate";
  private static final String HOW = "learningRateFrom";
  private static final String LABEL_UNIT = "labelUnit";

  /** Keys on which it depends how good a learning rate is. */
  private static final List<String> DECISIVE =
      List.of("/optimizer/rule", "/training/batchSize", "/data/scaling", "/model/loss");

  /** Before the first step. */
  FoundSettings(OptionalDouble learningRate, String how, double labelUnit) {
    this(learningRate, how, labelUnit, null);
  }

  /**
   * Without what came of a finish: the state of a training that goes on has it.
   *
   * @param sections of a checkpoint or a model
   */
  static FoundSettings read(JsonNode sections) {
    JsonNode found = sections.path(TrainedModel.FOUND);
    return found.path(LEARNING_RATE).isNumber()
        ? new FoundSettings(
            OptionalDouble.of(found.path(LEARNING_RATE).asDouble()),
            found.path(HOW).asText(),
            found.path(LABEL_UNIT).asDouble(1))
        : NOTHING;
  }

  /** The same with what a finish has found, once training has ended in this state. */
  FoundSettings with(TrainingState ended) {
    FinishState state = ended.finish();
    double l2 = state == null || state.estimatedL2() == 0 ? Double.NaN : state.estimatedL2();
    return new FoundSettings(
        learningRate,
        how,
        labelUnit,
        new Summary.FoundFinish(state == null ? 0 : state.passes(), l2));
  }

  void writeTo(ObjectNode sections) {
    if (learningRate.isPresent()) {
      ObjectNode section =
          sections
              .putObject(TrainedModel.FOUND)
              .put(LEARNING_RATE, learningRate.getAsDouble())
              .put(HOW, how)
              .put(LABEL_UNIT, labelUnit);
      if (finish != null) {
        finish.addTo(section);
      }
    }
  }

  /** Null where nothing was to be found. */
  Summary.Found toSummary() {
    return learningRate.isEmpty()
        ? null
        : new Summary.Found(learningRate.getAsDouble(), how, labelUnit, finish);
  }

  /**
   * The rate that a model was trained with; empty where it was trained in another way, so that its
   * rate says nothing.
   *
   * @param manifest of the model
   * @param now the configuration as a manifest has it
   */
  static OptionalDouble rateOf(JsonNode manifest, JsonNode now) {
    JsonNode then = manifest.path("configuration");
    if (!DECISIVE.stream().allMatch(key -> then.at(key).equals(now.at(key)))) {
      return OptionalDouble.empty();
    }
    return Optional.of(read(manifest).learningRate())
        .filter(OptionalDouble::isPresent)
        .orElseGet(
            () -> {
              JsonNode named = then.at("/optimizer/learningRate");
              return named.isNumber()
                  ? OptionalDouble.of(named.asDouble())
                  : OptionalDouble.empty();
            });
  }
}
