package io.fallline.job.configuration;

import java.util.List;

/**
 * Rows that are not trained on: a fraction of the training data, or data of their own, or none; or
 * auto, which is for {@link JobConfiguration#validation} to say.
 *
 * @param fraction in [0, 1); 0 where there are paths
 * @param paths empty: the fraction says
 */
public record HeldOut(double fraction, List<String> paths, boolean auto) {
  public static final HeldOut NONE = fraction(0);
  public static final HeldOut AUTO = new HeldOut(0, List.of(), true);

  public static HeldOut fraction(double fraction) {
    return new HeldOut(fraction, List.of(), false);
  }

  public static HeldOut paths(List<String> paths) {
    return new HeldOut(0, paths, false);
  }

  /** Whether rows are held out for certain, however many there are. */
  public boolean isPresent() {
    return fraction > 0 || !paths.isEmpty();
  }
}
