// Generated from settings: mvn -Pgenerate test
package io.fallline.ml;

import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;

/**
 * Where training keeps its state, to go on from: the section {@code checkpoint} of a configuration.
 * What each means and its default: {@code explainParams()}.
 */
public interface CheckpointParams<S> extends SettingOwner<S> {
  default Param<String> checkpointDirectory() {
    return settings().text("checkpointDirectory");
  }

  default String getCheckpointDirectory() {
    return getOrDefault(checkpointDirectory());
  }

  /** checkpoint.directory: null: no checkpoints. */
  default S setCheckpointDirectory(String value) {
    return with("checkpointDirectory", value);
  }

  default IntParam checkpointEveryEpochs() {
    return settings().whole("checkpointEveryEpochs");
  }

  default int getCheckpointEveryEpochs() {
    return (int) getOrDefault(checkpointEveryEpochs());
  }

  /** checkpoint.everyEpochs: writes one after every so many epochs; null: not by epochs. */
  default S setCheckpointEveryEpochs(int value) {
    return with("checkpointEveryEpochs", value);
  }

  default LongParam checkpointEverySteps() {
    return settings().wide("checkpointEverySteps");
  }

  default long getCheckpointEverySteps() {
    return (long) getOrDefault(checkpointEverySteps());
  }

  /** checkpoint.everySteps: also writes one after every so many steps; null: by epochs only. */
  default S setCheckpointEverySteps(long value) {
    return with("checkpointEverySteps", value);
  }

  default IntParam checkpointKeep() {
    return settings().whole("checkpointKeep");
  }

  default int getCheckpointKeep() {
    return (int) getOrDefault(checkpointKeep());
  }

  /** checkpoint.keep: older ones are deleted. */
  default S setCheckpointKeep(int value) {
    return with("checkpointKeep", value);
  }

  default Param<String> checkpointResume() {
    return settings().text("checkpointResume");
  }

  default String getCheckpointResume() {
    return getOrDefault(checkpointResume());
  }

  /** checkpoint.resume: go on from the newest checkpoint: auto never require. */
  default S setCheckpointResume(String value) {
    return with("checkpointResume", value);
  }
}
