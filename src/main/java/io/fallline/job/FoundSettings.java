package io.fallline.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * @param labelUnit what the rule counts labels in, see {@link io.fallline.core.train.LabelUnit}
 */
record FoundSettings(OptionalDouble learningRate, String how, double labelUnit) {
  static final String SECTION = "found";

  /** The configuration says everything. */
  static final FoundSettings NOTHING = new FoundSettings(OptionalDouble.empty(), "", 1);

  private static final String LEARNING_RATE = "learningRate";
  private static final String HOW = "learningRateFrom";
  private static final String LABEL_UNIT = "labelUnit";

  /** Keys on which it depends how good a learning rate is. */
  private static final List<String> DECISIVE =
      List.of("/optimizer/rule", "/training/batchSize", "/data/scaling", "/model/loss");

  /**
   * @param sections of a checkpoint or a model
   */
  static FoundSettings read(JsonNode sections) {
    JsonNode found = sections.path(SECTION);
    return found.path(LEARNING_RATE).isNumber()
        ? new FoundSettings(
            OptionalDouble.of(found.path(LEARNING_RATE).asDouble()),
            found.path(HOW).asText(),
            found.path(LABEL_UNIT).asDouble(1))
        : NOTHING;
  }

  void writeTo(ObjectNode sections) {
    if (learningRate.isPresent()) {
      sections
          .putObject(SECTION)
          .put(LEARNING_RATE, learningRate.getAsDouble())
          .put(HOW, how)
          .put(LABEL_UNIT, labelUnit);
    }
  }

  /** Null where nothing was to be found. */
  Summary.Found toSummary() {
    return learningRate.isEmpty()
        ? null
        : new Summary.Found(learningRate.getAsDouble(), how, labelUnit);
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
