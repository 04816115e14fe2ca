package io.fallline.retrain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.registry.LogEntry;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.RegistryState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The view of a registered model and the entries of its log: JSON for scripts, lines for people.
 */
final class RegisteredModelView {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DIGITS = 8;

  private RegisteredModelView() {}

  static ObjectNode json(RegisteredModel model, RegistryState state) {
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

  static ObjectNode json(LogEntry entry) {
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

  /** A line a version; a star is before the champion. */
  static String text(RegisteredModel model, RegistryState state) {
    StringBuilder text = new StringBuilder(model.name()).append("\n");
    for (ModelVersion version : state.versions()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s %6d  %s  %s  %s%n",
              state.champion().filter(version::equals).isPresent() ? "*" : " ",
              version.number(),
              shown(version.created()),
              version.parametersSha256().substring(0, DIGITS),
              version.gate()));
    }
    if (state.versions().isEmpty()) {
      text.append("  no versions yet\n");
    }
    state
        .lease()
        .ifPresent(
            lease ->
                text.append("  lease: ")
                    .append(lease.holder())
                    .append(", until ")
                    .append(shown(lease.expires()))
                    .append("\n"));
    return text.toString();
  }

  static String text(RegisteredModel model, RegistryState state, ModelVersion version) {
    boolean champion = state.champion().filter(version::equals).isPresent();
    return "version "
        + version.number()
        + " of "
        + model.name()
        + (champion ? ", the champion" : "")
        + "\n  created     "
        + shown(version.created())
        + "\n  gate        "
        + version.gate()
        + "\n  parameters  "
        + version.parametersSha256()
        + "\n  path        "
        + model.path(version)
        + "\n";
  }

  static String text(LogEntry entry) {
    return String.format(
        Locale.ROOT,
        "%6d  %s  %-10s  %s%s%n",
        entry.number(),
        shown(entry.time()),
        entry.event(),
        entry.by(),
        entry.note().isEmpty() ? "" : "; " + entry.note());
  }

  /** Of an entry that cannot be used. */
  static String text(long number, String problem) {
    return String.format(Locale.ROOT, "%6d  %s%n", number, problem);
  }

  private static Instant shown(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
