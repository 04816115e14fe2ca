package io.fallline.ml;

import io.fallline.core.failure.Failure;
import io.fallline.job.FittedModel;
import java.util.Map;
import org.apache.spark.sql.Dataset;

/** A model held against a DataFrame. */
final class FrameEvaluation {
  private FrameEvaluation() {}

  static Map<String, Double> of(FittedModel model, String name, Dataset<?> dataset) {
    try {
      return model.evaluate(dataset.sparkSession(), name, dataset.toDF());
    } catch (Failure failure) {
      throw ParamExceptions.translated(failure);
    }
  }
}
