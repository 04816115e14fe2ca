package io.fallline.ml;

import com.esotericsoftware.kryo.DefaultSerializer;
import io.fallline.job.scoring.LinearCoefficients;
import io.fallline.job.training.FitResult;
import io.fallline.ml.ScoredColumns.RowScores;
import io.fallline.ml.StageFields.JavaBytes;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import scala.Tuple3;

/**
 * What {@link MiniBatchClassifier} fits. It can be used in a function that Spark sends to
 * executors, and be broadcast; its training summary stays behind.
 */
// Kryo can carry neither records nor what List.copyOf makes; Java's serialisation can
@DefaultSerializer(JavaBytes.class)
public final class MiniBatchClassificationModel
    extends ProbabilisticClassificationModel<Vector, MiniBatchClassificationModel>
    implements MiniBatchModel<MiniBatchClassificationModel> {
  private static final long serialVersionUID = 1L;

  private final StageFields state;

  MiniBatchClassificationModel(String uid, FitResult fitted) {
    this(new StageFields(uid, fitted.model()));
    state.summary = new MiniBatchTrainingSummary(fitted);
  }

  private MiniBatchClassificationModel(StageFields state) {
    this.state = state;
    state.settings = SettingParams.ofModel(this);
    LossParam.add(this, state.settings, true);
  }

  @Override
  public StageFields state() {
    return state;
  }

  @Override
  public int numClasses() {
    return state.model.classes();
  }

  @Override
  public int numFeatures() {
    return state.model.features();
  }

  /**
   * Scores without offset, one a class.
   *
   * @throws IllegalArgumentException if the vector has another size than those of the training, or
   *     an element that cannot be used
   */
  @Override
  public Vector predictRaw(Vector features) {
    double[] scores = ParamNames.translating(() -> state.model.scorer().scores(features, 0));
    return new DenseVector(ClassThresholds.perClass(scores));
  }

  /**
   * @throws IllegalArgumentException as {@link #predictRaw} does, or if the thresholds do not fit
   *     the model
   */
  @Override
  public double predict(Vector features) {
    requireUsableThresholds();
    return super.predict(features);
  }

  @Override
  public Vector raw2probabilityInPlace(Vector raw) {
    if (!state.model.hasProbabilities()) {
      throw new UnsupportedOperationException("the loss of this model gives no probabilities");
    }
    double[] values = ((DenseVector) raw).values();
    double[] scores = state.model.outputs() == 1 ? new double[] {values[1]} : values;
    System.arraycopy(state.model.scorer().probabilities(scores), 0, values, 0, values.length);
    return raw;
  }

  /**
   * Spark's two superclasses declare this with return types that only a raw one fits, and leave a
   * Java class no choice but to override it.
   */
  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public Tuple3 findSummaryModel() {
    return new Tuple3(this, getProbabilityCol(), getPredictionCol());
  }

  private ClassThresholds decision() {
    return new ClassThresholds(state.model.hasProbabilities(), requireUsableThresholds());
  }

  /** Null where there are none. */
  private double[] requireUsableThresholds() {
    double[] thresholds = isDefined(thresholds()) ? getThresholds() : null;
    ClassThresholds.requireFitting(uid(), thresholds, numClasses(), state.model.hasProbabilities());
    return thresholds;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    ColumnParamChecks.checkFeatures(this, schema);
    ColumnParamChecks.checkOffset(this, schema);
    return super.transformSchema(schema);
  }

  /** Adds the columns that have a name, in one pass over each row. */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    ScoredColumns columns = new ScoredColumns(transformSchema(dataset.schema()));
    columns.add(RowScores.RAW, getRawPredictionCol());
    columns.add(RowScores.PROBABILITY, getProbabilityCol());
    columns.add(RowScores.PREDICTION, getPredictionCol());
    RowScores scores =
        new RowScores(state.model.scorer(dataset.sparkSession()), decision(), columns.fields());
    return columns.of(dataset, scores, getFeaturesCol(), ColumnParamChecks.of(this, offsetCol()));
  }

  /**
   * Of a model without hidden layers, for features as they come: a row a class, or one row where
   * there are two classes and one score.
   *
   * @throws IllegalArgumentException if there are hidden layers
   */
  public Matrix coefficientMatrix() {
    double[][] rows = MiniBatchModel.linear(this).weights();
    double[] values = new double[rows.length * numFeatures()];
    for (int k = 0; k < rows.length; k++) {
      System.arraycopy(rows[k], 0, values, k * numFeatures(), numFeatures());
    }
    return new DenseMatrix(rows.length, numFeatures(), values, true);
  }

  /** The intercepts that go with {@link #coefficientMatrix}. */
  public Vector interceptVector() {
    return Vectors.dense(MiniBatchModel.linear(this).intercepts());
  }

  /**
   * The row of {@link #coefficientMatrix} of a model of two classes with one score: it counts for
   * class 1.
   *
   * @throws IllegalArgumentException if there are hidden layers, or several scores
   */
  public Vector coefficients() {
    return Vectors.dense(single().weights()[0]);
  }

  /** The intercept that goes with {@link #coefficients}. */
  public double intercept() {
    return single().intercepts()[0];
  }

  private LinearCoefficients single() {
    LinearCoefficients linear = MiniBatchModel.linear(this);
    if (state.model.outputs() != 1) {
      throw ParamNames.refused(
          "%s: a model of %s classes that has a score for each has several rows of coefficients; see "
              + "coefficientMatrix and interceptVector",
          uid(), numClasses());
    }
    return linear;
  }

  @Override
  public MiniBatchClassificationModel copy(ParamMap extra) {
    return copyValues(new MiniBatchClassificationModel(state.copy()), extra).setParent(parent());
  }

  public static MLReader<MiniBatchClassificationModel> read() {
    return StageFields.reader(
        MiniBatchClassificationModel.class, StageFields.MODEL, MiniBatchClassificationModel::new);
  }

  public static MiniBatchClassificationModel load(String path) {
    return read().load(path);
  }

  @Override
  public String toString() {
    return "MiniBatchClassificationModel: uid="
        + uid()
        + ", numClasses="
        + numClasses()
        + ", numFeatures="
        + numFeatures();
  }
}
