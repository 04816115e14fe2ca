package io.fallline.registry;

import java.time.Instant;

/**
 * A retraining that is over, under the key that its scheduler gave it.
 *
 * @param outcome promoted, published or nothingNew
 * @param version null where there was nothing to train on
 */
public record FinishedRun(String runKey, String outcome, Integer version, Instant finished) {}
