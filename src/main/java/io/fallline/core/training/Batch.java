package io.fallline.core.training;

import java.io.Serializable;

/**
 * The rows of one step: those from {@code from} (inclusive) to {@code to} (exclusive) of its epoch.
 *
 * @param step from 0, over all epochs
 * @param epoch from 0
 */
public record Batch(long step, long epoch, long from, long to) implements Serializable {
  public long rows() {
    return to - from;
  }
}
