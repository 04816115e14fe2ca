package io.fallline.ml;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;

/** What both estimators offer besides fitting. */
public interface MiniBatchEstimator<E> extends TrainingParams<E>, MLWritable {
  StageFields state();

  @Override
  default String uid() {
    return StageFields.uid(state());
  }

  @Override
  default SettingParams settings() {
    return state().settings;
  }

  @Override
  default MLWriter write() {
    return state().writer(this, StageFields.INITIAL_MODEL);
  }

  /** The Params of both estimators, without the loss, which is each kind's own. */
  static SettingParams settings(MiniBatchEstimator<?> owner) {
    SettingParams settings = new SettingParams(owner);
    ColumnParamChecks.add(owner, settings);
    settings.add(new BooleanParam(owner, "fullBatch", "a step takes all rows, not batchSize rows"));
    settings.defaultValue(owner, "fullBatch", false);
    return settings;
  }
}
