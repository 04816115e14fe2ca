package io.fallline.job.configuration;

import io.fallline.core.failure.Failure;

/** Refuses settings that this release can read but not yet follow, rather than ignoring them. */
final class LaterReleases {
  private LaterReleases() {}

  /**
   * @param root the configuration that was read to {@code job}
   * @param standard what the section {@code retrain} is when nobody sets it
   */
  static void refuse(JobConfiguration job, SectionReader root, RetrainSection standard) {
    if (!job.retrain().equals(standard)) {
      throw later(root, "retrain");
    }
  }

  private static Failure later(SectionReader section, String key) {
    return section.failure(key, "is set to what comes with a later release; leave it out");
  }
}
