package io.fallline.ml;

import io.fallline.core.failure.Failure;
import io.fallline.job.scoring.FittedModel;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;

/** Writes Params as Spark does, and a model directory beside them where there is one. */
final class StageWriter extends MLWriter {
  private final Params stage;
  private final String name;
  private final FittedModel model;

  /**
   * @param name of the model directory
   * @param model null where there is none
   */
  StageWriter(Params stage, String name, FittedModel model) {
    this.stage = stage;
    this.name = name;
    this.model = model;
  }

  @Override
  public void saveImpl(String path) {
    DefaultParamsWriter.saveMetadata(stage, path, sparkSession());
    try {
      if (model != null) {
        model.write(sparkSession(), path + "/" + name);
      }
    } catch (Failure failure) {
      throw ParamExceptions.translated(failure);
    }
  }
}
