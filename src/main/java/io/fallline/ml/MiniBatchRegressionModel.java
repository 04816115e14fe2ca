package io.fallline.ml;

import io.fallline.core.failure.Failure;
import io.fallline.job.FittedModel;
import io.fallline.job.LinearCoefficients;
import io.fallline.job.VectorScorer;
import java.util.Map;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.RegressionModel;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What {@link MiniBatchRegressor} fits. */
public final class MiniBatchRegressionModel
    extends RegressionModel<Vector, MiniBatchRegressionModel>
    implements SettingOwner<MiniBatchRegressionModel>, MLWritable {
  private static final long serialVersionUID = 1L;
  private static final String MODEL = "model";

  private final Uid uid;
  private final FittedModel fitted;
  private final VectorScorer scorer;
  private final SettingParams settings = SettingParams.none();
  private transient MiniBatchTrainingSummary summary;

  MiniBatchRegressionModel(String uid, FittedModel fitted) {
    this(Uid.of(uid), fitted);
  }

  private MiniBatchRegressionModel(Uid uid, FittedModel fitted) {
    this.uid = uid;
    this.fitted = fitted;
    this.scorer = fitted.scorer();
    Columns.addOffset(this, settings);
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
    return Uid.of(uid);
  }

  @Override
  public SettingParams settings() {
    return settings;
  }

  public Param<String> offsetCol() {
    return settings.text("offsetCol");
  }

  public String getOffsetCol() {
    return getOrDefault(offsetCol());
  }

  @Override
  public int numFeatures() {
    return fitted.features();
  }

  /** Without offset. */
  @Override
  public double predict(Vector features) {
    return scorer.response(scorer.scores(features, 0));
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
        Columns.of(this, offsetCol()));
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

  /** How the training went; a model that was loaded has none. */
  public MiniBatchTrainingSummary summary() {
    if (summary == null) {
      throw new IllegalStateException("a model that was loaded has no training summary");
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
      throw Refusals.translated(failure);
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
