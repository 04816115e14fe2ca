package io.fallline.ml;

import com.esotericsoftware.kryo.DefaultSerializer;
import io.fallline.job.scoring.VectorScorer;
import io.fallline.job.training.FitResult;
import io.fallline.ml.ScoredColumns.RowScores;
import io.fallline.ml.StageFields.JavaBytes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.RegressionModel;
import org.apache.spark.ml.util.MLReader;
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
    implements MiniBatchModel<MiniBatchRegressionModel> {
  private static final long serialVersionUID = 1L;

  private final StageFields state;

  MiniBatchRegressionModel(String uid, FitResult fitted) {
    this(new StageFields(uid, fitted.model()));
    state.summary = new MiniBatchTrainingSummary(fitted);
  }

  private MiniBatchRegressionModel(StageFields state) {
    this.state = state;
    state.settings = SettingParams.ofModel(this);
    LossParam.add(this, state.settings, false);
  }

  @Override
  public StageFields state() {
    return state;
  }

  @Override
  public int numFeatures() {
    return state.model.features();
  }

  /**
   * Without offset.
   *
   * @throws IllegalArgumentException if the vector has another size than those of the training, or
   *     an element that cannot be used
   */
  @Override
  public double predict(Vector features) {
    VectorScorer scorer = state.model.scorer();
    return ParamNames.translating(() -> scorer.response(scorer.scores(features, 0)));
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
    columns.add(RowScores.PREDICTION, getPredictionCol());
    RowScores scores =
        new RowScores(state.model.scorer(dataset.sparkSession()), null, columns.fields());
    return columns.of(dataset, scores, getFeaturesCol(), ColumnParamChecks.of(this, offsetCol()));
  }

  /**
   * Of a model without hidden layers, for features as they come.
   *
   * @throws IllegalArgumentException if there are hidden layers
   */
  public Vector coefficients() {
    return Vectors.dense(MiniBatchModel.linear(this).weights()[0]);
  }

  /** The intercept that goes with {@link #coefficients}. */
  public double intercept() {
    return MiniBatchModel.linear(this).intercepts()[0];
  }

  @Override
  public MiniBatchRegressionModel copy(ParamMap extra) {
    return copyValues(new MiniBatchRegressionModel(state.copy()), extra).setParent(parent());
  }

  public static MLReader<MiniBatchRegressionModel> read() {
    return StageFields.reader(
        MiniBatchRegressionModel.class, StageFields.MODEL, MiniBatchRegressionModel::new);
  }

  public static MiniBatchRegressionModel load(String path) {
    return read().load(path);
  }

  @Override
  public String toString() {
    return "MiniBatchRegressionModel: uid=" + uid() + ", numFeatures=" + numFeatures();
  }
}
