package io.fallline.registry;

import io.fallline.core.failure.Failure;
import io.fallline.core.setting.JsonFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what {@link LogEntryWriter} writes. */
final class LogEntryReader {
  private LogEntryReader() {}

  /**
   * @param shown the log, for messages
   * @throws Failure (data) if it is no entry of a registry's log
   */
  static LogEntry read(String shown, long number, Map<String, Object> members) {
    String refusal = shown + ": entry " + number + " cannot be used";
    JsonFields entry = JsonFields.of(refusal, members);
    if (entry.number("number") != number) {
      throw Failure.data(refusal + ": it is a copy of entry " + (long) entry.number("number"));
    }
    JsonFields state = entry.object("state");
    Object lease = state.values().get("lease");
    return new LogEntry(
        number,
        time(entry, "time"),
        entry.text("event"),
        entry.text("by"),
        entry.text("note"),
        new RegistryState(
            list(state, "versions", LogEntryReader::version),
            state.whole("lastNumber"),
            numbers(state, "champions"),
            lease == null ? Optional.empty() : Optional.of(lease(state.object("lease"))),
            list(state, "finished", LogEntryReader::finished)));
  }

  private static ModelVersion version(JsonFields version) {
    return new ModelVersion(
        version.whole("number"),
        version.text("directory"),
        version.text("parametersSha256"),
        time(version, "created"),
        wholeIfAny(version, "champion"),
        version.text("gate"));
  }

  private static Lease lease(JsonFields lease) {
    return new Lease((long) lease.number("token"), lease.text("holder"), time(lease, "expires"));
  }

  private static FinishedRun finished(JsonFields run) {
    return new FinishedRun(
        run.text("runKey"), run.text("outcome"), wholeIfAny(run, "version"), time(run, "finished"));
  }

  private static Integer wholeIfAny(JsonFields members, String name) {
    return members.values().get(name) == null ? null : members.whole(name);
  }

  private static Instant time(JsonFields members, String name) {
    try {
      return Instant.parse(members.text(name));
    } catch (DateTimeException e) {
      throw new Failure(
          Failure.Kind.DATA,
          members.refusal() + ": " + name + " is " + members.text(name) + ", expected a time",
          e);
    }
  }

  private static List<Integer> numbers(JsonFields members, String name) {
    return elements(members, name).stream()
        .map(element -> JsonFields.of(members.refusal(), Map.of(name, element)).whole(name))
        .toList();
  }

  private static <T> List<T> list(
      JsonFields members, String name, Function<JsonFields, T> reading) {
    return elements(members, name).stream()
        .map(element -> reading.apply(JsonFields.of(members.refusal(), element)))
        .toList();
  }

  private static List<?> elements(JsonFields members, String name) {
    if (members.values().get(name) instanceof List<?> list) {
      return list;
    }
    throw Failure.data(members.refusal() + ": " + name + " is not there, expected a list");
  }
}
