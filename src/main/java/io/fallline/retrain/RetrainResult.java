package io.fallline.retrain;

import io.fallline.job.CommandResult;

/** How a retraining has ended. */
public record RetrainResult(Ending ending, CommandResult result) {
  /** What has become of it. */
  public enum Ending {
    /** The new version is the champion. */
    PROMOTED("promoted"),
    /** There is a new version, but the gate did not pass. */
    PUBLISHED("published"),
    /** There was nothing to train on. */
    NOTHING_NEW("nothingNew"),
    /** It had been done before under this key. */
    ALREADY_DONE("alreadyDone");

    private final String word;

    Ending(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }
}
