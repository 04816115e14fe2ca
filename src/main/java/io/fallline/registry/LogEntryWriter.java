package io.fallline.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** An entry of the log as JSON. */
final class LogEntryWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LogEntryWriter() {}

  static ObjectNode write(long number, StateChange change, String by, Instant time) {
    ObjectNode entry =
        JSON.createObjectNode()
            .put("number", number)
            .put("time", time.toString())
            .put("event", change.event())
            .put("by", by)
            .put("note", change.note());
    write(change.after(), entry.putObject("state"));
    return entry;
  }

  private static void write(RegistryState state, ObjectNode json) {
    ArrayNode champions = json.put("lastNumber", state.lastNumber()).putArray("champions");
    state.champions().forEach(champions::add);
    ArrayNode versions = json.putArray("versions");
    for (ModelVersion version : state.versions()) {
      versions
          .addObject()
          .put("number", version.number())
          .put("directory", version.directory())
          .put("parametersSha256", version.parametersSha256())
          .put("created", version.created().toString())
          .put("champion", version.champion())
          .put("gate", version.gate());
    }
    state
        .lease()
        .ifPresent(
            lease ->
                json.putObject("lease")
                    .put("token", lease.token())
                    .put("holder", lease.holder())
                    .put("expires", lease.expires().toString()));
    ArrayNode finished = json.putArray("finished");
    for (FinishedRun run : state.finished()) {
      finished
          .addObject()
          .put("runKey", run.runKey())
          .put("outcome", run.outcome())
          .put("version", run.version())
          .put("finished", run.finished().toString());
    }
  }
}
