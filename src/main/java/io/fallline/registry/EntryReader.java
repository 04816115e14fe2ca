package io.fallline.registry;

import io.fallline.core.failure.Failure;
import io.fallline.core.setting.Members;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what {@link EntryWriter} writes. */
final class EntryReader {
  private EntryReader() {}

  /**
   * @param shown the log, for messages
   * @throws Failure (data) if it is no entry of a registry's log
   */
  static LogEntry read(String shown, long number, Map<String, Object> members) {
    String refusal = shown + ": entry " + number + " cannot be used";
    Members entry = Members.of(refusal, members);
    if (entry.number("number") != number) {
      throw Failure.data(refusal + ": it is a copy of entry " + (long) entry.number("number"));
    }
    Members state = entry.object("state");
    Object lease = state.values().get("lease");
    return new LogEntry(
        number,
        time(entry, "time"),
        entry.text("event"),
        entry.text("by"),
        entry.text("note"),
        new RegistryState(
            list(state, "versions", EntryReader::version),
            state.whole("lastNumber"),
            numbers(state, "champions"),
            lease == null ? Optional.empty() : Optional.of(lease(state.object("lease"))),
            list(state, "finished", EntryReader::finished)));
  }

  private static Version version(Members version) {
    return new Version(
        version.whole("number"),
        version.text("directory"),
        version.text("parametersSha256"),
        time(version, "created"),
        wholeIfAny(version, "champion"),
        version.text("gate"));
  }

  private static Lease lease(Members lease) {
    return new Lease((long) lease.number("token"), lease.text("holder"), time(lease, "expires"));
  }

  private static FinishedRun finished(Members run) {
    return new FinishedRun(
        run.text("runKey"), run.text("outcome"), wholeIfAny(run, "version"), time(run, "finished"));
  }

  private static Integer wholeIfAny(Members members, String name) {
    return members.values().get(name) == null ? null : members.whole(name);
  }

  private static Instant time(Members members, String name) {
    try {
      return Instant.parse(members.text(name));
    } catch (DateTimeException e) {
      throw new Failure(
          Failure.Kind.DATA,
          members.refusal() + ": " + name + " is " + members.text(name) + ", expected a time",
          e);
    }
  }

  private static List<Integer> numbers(Members members, String name) {
    return elements(members, name).stream()
        .map(element -> Members.of(members.refusal(), Map.of(name, element)).whole(name))
        .toList();
  }

  private static <T> List<T> list(Members members, String name, Function<Members, T> reading) {
    return elements(members, name).stream()
        .map(element -> reading.apply(Members.of(members.refusal(), element)))
        .toList();
  }

  private static List<?> elements(Members members, String name) {
    if (members.values().get(name) instanceof List<?> list) {
      return list;
    }
    throw Failure.data(members.refusal() + ": " + name + " is not there, expected a list");
  }
}
