package io.fallline.ml;

import io.fallline.job.scoring.FittedModel;
import io.fallline.job.scoring.LinearCoefficients;
import java.util.Map;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;

/** What the models of both estimators offer besides predicting. */
public interface MiniBatchModel<M> extends SharedParams<M>, MLWritable {
  StageFields state();

  @Override
  default String uid() {
    return StageFields.uid(state());
  }

  @Override
  default SettingParams settings() {
    return state().settings;
  }

  /**
   * Loss and metrics on labelled rows, with the label, weight and offset columns of the training;
   * NaN where one is not defined.
   *
   * @throws IllegalArgumentException if the rows cannot be used
   */
  default Map<String, Double> evaluate(Dataset<?> dataset) {
    FittedModel model = state().model;
    return ParamNames.translating(
        () -> model.evaluate(dataset.sparkSession(), uid(), dataset.toDF()));
  }

  default boolean hasSummary() {
    return state().summary != null;
  }

  /** How the training went; a model that was loaded, or sent to an executor, has none. */
  default MiniBatchTrainingSummary summary() {
    if (!hasSummary()) {
      throw new IllegalStateException("a model that was loaded or sent has no training summary");
    }
    return state().summary;
  }

  @Override
  default MLWriter write() {
    return state().writer(this, StageFields.MODEL);
  }

  /**
   * @throws IllegalArgumentException if there are hidden layers
   */
  static LinearCoefficients linear(MiniBatchModel<?> model) {
    return ParamNames.translating(model.state().model::coefficients);
  }
}
