package io.fallline.registry;

/**
 * What is to happen next.
 *
 * @param event see {@link LogEntry}
 * @param note what a person wants to know of it
 * @param after the state that results
 */
public record StateChange(String event, String note, RegistryState after) {}
