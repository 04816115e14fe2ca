package io.fallline.ml;

import io.fallline.job.FitListener;
import io.fallline.job.training.FitResult;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.Regressor;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Numbers by mini-batch gradient descent: linear regression by squared, absolute, Huber and
 * quantile losses, Poisson regression, multi-layer networks.
 */
public final class MiniBatchRegressor
    extends Regressor<Vector, MiniBatchRegressor, MiniBatchRegressionModel>
    implements MiniBatchEstimator<MiniBatchRegressor> {
  private static final long serialVersionUID = 1L;

  private final StageFields state;

  public MiniBatchRegressor() {
    this(StageFields.random(MiniBatchRegressor.class));
  }

  public MiniBatchRegressor(String uid) {
    this(new StageFields(uid, null));
  }

  private MiniBatchRegressor(StageFields state) {
    this.state = state;
    SettingParams settings = MiniBatchEstimator.settings(this);
    state.settings = settings;
    LossParam.add(this, settings, false);
  }

  @Override
  public StageFields state() {
    return state;
  }

  /**
   * @throws IllegalArgumentException if it is a loss of classes, or none
   */
  public MiniBatchRegressor setLoss(String value) {
    return with(LossParam.NAME, value);
  }

  /** Starts training from this model's parameters; its network must be the same. */
  public MiniBatchRegressor setInitialModel(MiniBatchRegressionModel model) {
    state.model = model.state().model;
    return this;
  }

  /** Is told of steps and epochs, on the driver. */
  public MiniBatchRegressor setListener(FitListener value) {
    state.listener = value;
    return this;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    ColumnParamChecks.checkFeatures(this, schema);
    ColumnParamChecks.checkLabel(this, schema, false);
    ColumnParamChecks.check(this, schema);
    return super.transformSchema(schema);
  }

  @Override
  public MiniBatchRegressionModel train(Dataset<?> dataset) {
    FitResult fitted =
        new FrameFit<>(this, Map.of("model.loss", getLoss()))
            .fit(dataset, 0, Optional.ofNullable(state.model), state.listener());
    return new MiniBatchRegressionModel(uid(), fitted);
  }

  @Override
  public MiniBatchRegressor copy(ParamMap extra) {
    return copyValues(new MiniBatchRegressor(state.copy()), extra);
  }

  public static MLReader<MiniBatchRegressor> read() {
    return StageFields.reader(
        MiniBatchRegressor.class, StageFields.INITIAL_MODEL, MiniBatchRegressor::new);
  }

  public static MiniBatchRegressor load(String path) {
    return read().load(path);
  }
}
