package io.fallline.ml;

import io.fallline.core.failure.Failure;
import io.fallline.job.scoring.FittedModel;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import scala.Option;

/** Reads what {@link StageWriter} has written. */
final class StageReader<T extends Params> extends MLReader<T> {
  /** The directory beside a model's metadata. */
  static final String MODEL = "model";

  /** The directory beside an estimator's metadata, where there is a model to start from. */
  static final String INITIAL_MODEL = "initialModel";

  private final Class<T> type;
  private final String name;
  private final Function<StageState, T> stage;

  private StageReader(Class<T> type, String name, Function<StageState, T> stage) {
    this.type = type;
    this.name = name;
    this.stage = stage;
  }

  static <T extends Params> StageReader<T> ofModel(Class<T> type, Function<StageState, T> stage) {
    return new StageReader<>(type, MODEL, stage);
  }

  static <T extends Params> StageReader<T> ofEstimator(
      Class<T> type, Function<StageState, T> stage) {
    return new StageReader<>(type, INITIAL_MODEL, stage);
  }

  @Override
  public T load(String path) {
    DefaultParamsReader.Metadata metadata =
        DefaultParamsReader.loadMetadata(path, sparkSession(), type.getName());
    try {
      Optional<FittedModel> model = FittedModel.readIfAny(sparkSession(), path + "/" + name);
      if (model.isEmpty() && name.equals(MODEL)) {
        throw Failure.data("the saved stage has no directory \"model\" beside its metadata");
      }
      T loaded = stage.apply(new StageState(metadata.uid(), model.orElse(null)));
      metadata.getAndSetParams(loaded, Option.empty());
      return loaded;
    } catch (Failure failure) {
      throw ParamExceptions.translated(failure);
    }
  }
}
