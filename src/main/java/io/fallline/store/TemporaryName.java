package io.fallline.store;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names under which something is written before it gets its own, or on its way out: {@code
 * .name.<uuid>.tmp}, and {@code .<uuid>.tmp} of what is never to get one. All that a write may
 * leave behind where it is killed has one of these, and no reader takes it for anything.
 */
final class TemporaryName {
  private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String PROBE = "";
  private static final Pattern HIDDEN = Pattern.compile("\\.(?:(.+)\\.)?" + ID + "\\.tmp");

  private TemporaryName() {}

  /** Nobody else has it. */
  static String of(String name) {
    return "." + name + "." + UUID.randomUUID() + ".tmp";
  }

  static String ofProbe() {
    return "." + UUID.randomUUID() + ".tmp";
  }

  /** What it was to become, or had been; empty of a name that is not hidden. */
  static Optional<String> target(String name) {
    Matcher hidden = HIDDEN.matcher(name);
    if (!hidden.matches()) {
      return Optional.empty();
    }
    String target = hidden.group(1) == null ? PROBE : hidden.group(1);
    return Optional.of(target(target).orElse(target)); // what is removed may have been hidden
  }
}
