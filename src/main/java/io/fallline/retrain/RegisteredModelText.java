package io.fallline.retrain;

import io.fallline.registry.LogEntry;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.RegistryState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A model of a registry for a person. */
final class RegisteredModelText {
  private static final int DIGITS = 8;

  private RegisteredModelText() {}

  /** A line a version; a star is before the champion. */
  static String of(RegisteredModel model, RegistryState state) {
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

  static String of(RegisteredModel model, RegistryState state, ModelVersion version) {
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

  static String of(LogEntry entry) {
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
  static String of(long number, String problem) {
    return String.format(Locale.ROOT, "%6d  %s%n", number, problem);
  }

  private static Instant shown(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
