package io.fallline.registry;

import java.time.Instant;

/**
 * What happened once, and the state after it.
 *
 * @param number 0 before anything has happened
 * @param event leased, renewed, released, published, promoted, rolledBack, …
 * @param by who did it
 * @param note what a person wants to know of it
 */
public record LogEntry(
    long number, Instant time, String event, String by, String note, RegistryState state) {
  static final LogEntry NONE = new LogEntry(0, Instant.EPOCH, "", "", "", RegistryState.EMPTY);
}
