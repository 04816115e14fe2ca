package io.fallline.ml;

/** All settings of a training, with the columns that it takes besides every predictor's. */
public interface TrainingParams<S>
    extends SharedParams<S>,
        DataParams<S>,
        NetworkParams<S>,
        OptimizerParams<S>,
        ScheduleParams<S>,
        TrainingLoopParams<S>,
        StoppingParams<S>,
        CheckpointParams<S> {
  default S setWeightCol(String value) {
    return with("weightCol", value);
  }

  default S setOffsetCol(String value) {
    return with("offsetCol", value);
  }

  default S setValidationIndicatorCol(String value) {
    return with("validationIndicatorCol", value);
  }
}
