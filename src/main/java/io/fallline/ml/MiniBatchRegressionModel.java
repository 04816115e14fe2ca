package io.fallline.ml;

import com.esotericsoftware.kryo.DefaultSerializer;
import io.fallline.core.failure.Failure;
import io.fallline.job.FittedModel;
import io.fallline.job.LinearCoefficients;
import java.util.Map;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.RegressionModel;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What {@link MiniBatchRegressor} fits. It can be used in a function that Spark sends to executors,
 * and be broadcast; its training summary stays behind.
 */
// Kryo can carry neither records nor what List.copyOf makes; Java's serialisation can
@DefaultSerializer(JavaBytes.class)
public final class MiniBatchRegressionModel
    extends RegressionModel<Vector, MiniBatchRegressionModel>
    implements SharedParams<MiniBatchRegressionModel>, MLWritable {
  private static final long serialVersionUID = 1L;
  private static final String MODEL = "model";

  private final StageUid uid;
  private final FittedModel fitted;
  private final SettingParams settings;
  private transient MiniBatchTrainingSummary summary;

  MiniBatchRegressionModel(String uid, FittedModel fitted) {
    this(StageUid.of(uid), fitted);
  }

  private MiniBatchRegressionModel(StageUid uid, FittedModel fitted) {
    this.uid = uid;
    this.fitted = fitted;
    this.settings = SettingParams.ofModel(this);
    LossParam.addToRegressor(this, settings);
  }

  MiniBatchRegressionModel withSummary(MiniBatchTrainingSummary value) {
    summary = value;
    return this;
  }

  FittedModel fitted() {
    return fitted;
  }

  @Override
  public String uid() {
    return StageUid.of(uid);
  }

  @Override
  public SettingParams settings() {
    return settings;
  }

  @Override
  public int numFeatures() {
    return fitted.features();
  }

  /**
   * Without offset.
   *
   * @throws IllegalArgumentException if the vector has another size than those of the training, or
   *     an element that cannot be used
   */
  @Override
  public double predict(Vector features) {
    return ParamExceptions.translating(
        () -> fitted.scorer().response(fitted.scorer().scores(features, 0)));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    ColumnParamChecks.checkFeatures(this, schema);
    ColumnParamChecks.checkOffset(this, schema);
    return super.transformSchema(schema);
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    ScoredColumns columns = new ScoredColumns(transformSchema(dataset.schema()));
    columns.add(RowResponse.PREDICTION, getPredictionCol());
    RowResponse response = new RowResponse(fitted.scorer(dataset.sparkSession()));
    return columns.of(
        dataset,
        response,
        response,
        RowResponse.TYPE,
        getFeaturesCol(),
        ColumnParamChecks.of(this, offsetCol()));
  }

  /**
   * Loss and metrics on labelled rows, with the label, weight and offset columns of the training;
   * NaN where one is not defined.
   *
   * @throws IllegalArgumentException if the rows cannot be used
   */
  public Map<String, Double> evaluate(Dataset<?> dataset) {
    return FrameEvaluation.of(fitted, uid(), dataset);
  }

  public boolean hasSummary() {
    return summary != null;
  }

  /** How the training went; a model that was loaded, or sent to an executor, has none. */
  public MiniBatchTrainingSummary summary() {
    if (summary == null) {
      throw new IllegalStateException("a model that was loaded or sent has no training summary");
    }
    return summary;
  }

  /**
   * Of a model without hidden layers, for features as they come.
   *
   * @throws IllegalArgumentException if there are hidden layers
   */
  public Vector coefficients() {
    return Vectors.dense(linear().weights()[0]);
  }

  /** The intercept that goes with {@link #coefficients}. */
  public double intercept() {
    return linear().intercepts()[0];
  }

  private LinearCoefficients linear() {
    try {
      return fitted.coefficients();
    } catch (Failure failure) {
      throw ParamExceptions.translated(failure);
    }
  }

  @Override
  public MiniBatchRegressionModel copy(ParamMap extra) {
    MiniBatchRegressionModel copy = new MiniBatchRegressionModel(uid(), fitted);
    copyValues(copy, extra).setParent(parent());
    return copy.withSummary(summary);
  }

  @Override
  public MLWriter write() {
    return new StageWriter(this, MODEL, fitted);
  }

  public static MLReader<MiniBatchRegressionModel> read() {
    return new StageReader<>(
        MiniBatchRegressionModel.class,
        MODEL,
        (uid, model) -> new MiniBatchRegressionModel(uid, StageReader.required(model)));
  }

  public static MiniBatchRegressionModel load(String path) {
    return read().load(path);
  }

  @Override
  public String toString() {
    return "MiniBatchRegressionModel: uid=" + uid() + ", numFeatures=" + numFeatures();
  }
}
