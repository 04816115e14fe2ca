package io.fallline.retrain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.registry.LogEntry;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.RegistryState;

/** A model of a registry as JSON. */
final class RegisteredModelJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RegisteredModelJson() {}

  static ObjectNode of(RegisteredModel model, RegistryState state) {
    ObjectNode json = JSON.createObjectNode().put("model", model.name());
    json.put("champion", state.champion().map(ModelVersion::number).orElse(null));
    ArrayNode versions = json.putArray("versions");
    for (ModelVersion version : state.versions()) {
      versions
          .addObject()
          .put("version", version.number())
          .put("champion", state.champion().filter(version::equals).isPresent())
          .put("created", version.created().toString())
          .put("gate", version.gate())
          .put("against", version.champion())
          .put("parametersSha256", version.parametersSha256())
          .put("path", model.path(version).toString());
    }
    state
        .lease()
        .ifPresentOrElse(
            lease ->
                json.putObject("lease")
                    .put("holder", lease.holder())
                    .put("expires", lease.expires().toString()),
            () -> json.putNull("lease"));
    return json;
  }

  static ObjectNode of(LogEntry entry) {
    return JSON.createObjectNode()
        .put("number", entry.number())
        .put("time", entry.time().toString())
        .put("event", entry.event())
        .put("by", entry.by())
        .put("note", entry.note());
  }

  /** In place of what cannot be used. */
  static ObjectNode problem(String problem) {
    return JSON.createObjectNode().put("problem", problem);
  }
}
