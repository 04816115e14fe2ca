package io.fallline.job.configuration;

import java.util.List;

/**
 * Rows that are not trained on: a fraction of the training data, or data of their own, or none.
 *
 * @param fraction in [0, 1); 0 where there are paths
 * @param paths empty: the fraction says
 */
public record HeldOut(double fraction, List<String> paths) {
  public boolean isPresent() {
    return fraction > 0 || !paths.isEmpty();
  }
}
