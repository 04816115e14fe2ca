package io.fallline.ml;

import io.fallline.core.failure.Failure;
import io.fallline.job.FittedModel;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import scala.Option;

/** Reads what {@link StageWriter} has written. */
final class StageReader<T extends Params> extends MLReader<T> {
  private final Class<T> type;
  private final String name;
  private final BiFunction<String, Optional<FittedModel>, T> stage;

  /**
   * @param name of the model directory
   * @param stage makes one from its uid and the model, if there is one
   */
  StageReader(Class<T> type, String name, BiFunction<String, Optional<FittedModel>, T> stage) {
    this.type = type;
    this.name = name;
    this.stage = stage;
  }

  @Override
  public T load(String path) {
    DefaultParamsReader.Metadata metadata =
        DefaultParamsReader.loadMetadata(path, sparkSession(), type.getName());
    try {
      Optional<FittedModel> model = FittedModel.readIfAny(sparkSession(), path + "/" + name);
      T loaded = stage.apply(metadata.uid(), model);
      metadata.getAndSetParams(loaded, Option.empty());
      return loaded;
    } catch (Failure failure) {
      throw ParamExceptions.translated(failure);
    }
  }

  /** The model of a stage that cannot do without. */
  static FittedModel required(Optional<FittedModel> model) {
    return model.orElseThrow(
        () -> Failure.data("the saved stage has no directory \"model\" beside its metadata"));
  }
}
