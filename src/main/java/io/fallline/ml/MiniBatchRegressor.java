package io.fallline.ml;

import io.fallline.job.FitListener;
import io.fallline.job.FitResult;
import io.fallline.job.FittedModel;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.Regressor;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Numbers by mini-batch gradient descent: linear regression by squared, absolute, Huber and
 * quantile losses, Poisson regression, multi-layer networks.
 */
public final class MiniBatchRegressor
    extends Regressor<Vector, MiniBatchRegressor, MiniBatchRegressionModel>
    implements TrainingParams<MiniBatchRegressor>, MLWritable {
  private static final long serialVersionUID = 1L;

  private static final String INITIAL_MODEL = "initialModel";

  private final StageUid uid;
  private final SettingParams settings;
  private transient FitListener listener = FitListener.NONE;
  private FittedModel initial;

  public MiniBatchRegressor() {
    this(StageUid.random(MiniBatchRegressor.class));
  }

  public MiniBatchRegressor(String uid) {
    this(StageUid.of(uid));
  }

  private MiniBatchRegressor(StageUid uid) {
    this.uid = uid;
    this.settings = new SettingParams(this);
    ColumnParamChecks.add(this, settings);
    settings.add(new BooleanParam(this, "fullBatch", "a step takes all rows, not batchSize rows"));
    settings.standard(this, "fullBatch", false);
    LossParam.addToRegressor(this, settings);
  }

  @Override
  public String uid() {
    return StageUid.of(uid);
  }

  @Override
  public SettingParams settings() {
    return settings;
  }

  /**
   * @throws IllegalArgumentException if it is a loss of classes, or none
   */
  public MiniBatchRegressor setLoss(String value) {
    return with(LossParam.NAME, value);
  }

  /** Starts training from this model's parameters; its network must be the same. */
  public MiniBatchRegressor setInitialModel(MiniBatchRegressionModel model) {
    initial = model.fitted();
    return this;
  }

  /** Is told of steps and epochs, on the driver. */
  public MiniBatchRegressor setListener(FitListener value) {
    listener = value;
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
    FitListener told = listener == null ? FitListener.NONE : listener;
    FitResult fitted =
        new FrameFit<>(this, Map.of("model.loss", getLoss()))
            .fit(dataset, 0, Optional.ofNullable(initial), told);
    return new MiniBatchRegressionModel(uid(), fitted.model())
        .withSummary(new MiniBatchTrainingSummary(fitted));
  }

  @Override
  public MiniBatchRegressor copy(ParamMap extra) {
    MiniBatchRegressor copy = copyValues(new MiniBatchRegressor(uid()), extra);
    copy.listener = listener;
    copy.initial = initial;
    return copy;
  }

  @Override
  public MLWriter write() {
    return new StageWriter(this, INITIAL_MODEL, initial);
  }

  public static MLReader<MiniBatchRegressor> read() {
    return new StageReader<>(
        MiniBatchRegressor.class,
        INITIAL_MODEL,
        (uid, model) -> {
          MiniBatchRegressor loaded = new MiniBatchRegressor(uid);
          loaded.initial = model.orElse(null);
          return loaded;
        });
  }

  public static MiniBatchRegressor load(String path) {
    return read().load(path);
  }
}
