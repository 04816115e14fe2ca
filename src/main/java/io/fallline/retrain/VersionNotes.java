package io.fallline.retrain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.RetrainSection;
import io.fallline.job.Challenger;
import io.fallline.job.Champion;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegisteredModel;
import java.util.Locale;
import java.util.Optional;

/**
 * The section {@code retraining} of a version's manifest: where it comes from, and how it fared.
 */
final class VersionNotes {
  private VersionNotes() {}

  static ObjectNode of(
      RetrainSection section,
      RegisteredModel model,
      ModelVersion version,
      Gate.Decision decision,
      Challenger challenger,
      Optional<Champion> champion) {
    ObjectNode notes = new ObjectMapper().createObjectNode();
    notes.put("model", model.name());
    notes.put("version", version.number());
    notes.put("champion", version.champion());
    notes.put("runKey", section.runKey().orElse(null));
    notes.put("run", challenger.run().toString());
    ObjectNode gate = notes.putObject("gate");
    gate.put("passed", decision.passed());
    gate.put("metric", decision.metric());
    gate.put("on", section.gate().on().name().toLowerCase(Locale.ROOT));
    gate.put("rows", challenger.measure(section.gate().on()).rows());
    put(gate, "champion", decision.champion());
    put(gate, "challenger", decision.challenger());
    put(gate, "gain", decision.gain());
    gate.put("reason", decision.reason());
    notes.set("drift", challenger.drift(champion));
    return notes;
  }

  /** JSON has no other numbers than finite ones. */
  private static void put(ObjectNode json, String name, double value) {
    json.put(name, Double.isFinite(value) ? value : null);
  }
}
