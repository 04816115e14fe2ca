package io.fallline.retrain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.OptimizerState;
import io.fallline.model.NamedTensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of the optimizer at the end of a training, which a published model keeps.
 *
 * @param facts section of the manifest: the rule's name, its steps, its numbers
 * @param slots a file of tensors
 */
record PublishedOptimizerState(ObjectNode facts, List<NamedTensor> slots) {
  static final String FILE = "optimizer.safetensors";
  static final String SECTION = "optimizer";
  private static final String RULE = "rule";
  private static final String FORM = "form";
  private static final String LABEL_UNIT = "labelUnit";

  /**
   * @param labelUnit what it counts labels in, see {@link io.fallline.core.training.LabelUnit}
   */
  static PublishedOptimizerState of(
      String rule, Optimizer optimizer, OptimizerState state, double labelUnit) {
    ObjectNode facts =
        new ObjectMapper()
            .createObjectNode()
            .put(RULE, rule)
            .put(FORM, optimizer.form())
            .put("step", state.step())
            .put(LABEL_UNIT, labelUnit);
    ObjectNode numbers = facts.putObject("numbers");
    state.numbers().forEach(numbers::put);
    return new PublishedOptimizerState(
        facts,
        state.slots().entrySet().stream()
            .map(slot -> NamedTensor.vector(slot.getKey(), slot.getValue()))
            .toList());
  }

  /** Whether the rule's formula was another one then. */
  boolean isOfAnotherForm(String rule, Optimizer optimizer) {
    return isOf(rule) && facts.path(FORM).asInt(1) != optimizer.form();
  }

  /** What it counts labels in. */
  double labelUnit() {
    return facts.path(LABEL_UNIT).asDouble(1);
  }

  private boolean isOf(String rule) {
    return rule.equals(facts.path(RULE).asText());
  }

  /** Empty where it is the memory of another rule or form of it, or of other parameters. */
  Optional<OptimizerState> restored(String rule, Optimizer optimizer, int parameters) {
    if (!isOf(rule) || isOfAnotherForm(rule, optimizer)) {
      return Optional.empty();
    }
    Map<String, double[]> vectors = new HashMap<>();
    slots.forEach(slot -> vectors.put(slot.name(), slot.values()));
    Map<String, Double> numbers = new HashMap<>();
    for (Map.Entry<String, JsonNode> number : facts.path("numbers").properties()) {
      numbers.put(number.getKey(), number.getValue().asDouble());
    }
    try {
      return Optional.of(
          OptimizerState.of(optimizer, parameters, facts.path("step").asLong(), vectors, numbers));
    } catch (IllegalArgumentException otherSlots) {
      return Optional.empty();
    }
  }
}
