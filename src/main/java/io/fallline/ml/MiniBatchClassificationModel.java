package io.fallline.ml;

import com.esotericsoftware.kryo.DefaultSerializer;
import io.fallline.core.failure.Failure;
import io.fallline.job.FittedModel;
import io.fallline.job.LinearCoefficients;
import java.util.Map;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
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
    implements SharedParams<MiniBatchClassificationModel>, MLWritable {
  private static final long serialVersionUID = 1L;
  private static final String MODEL = "model";

  private final StageUid uid;
  private final FittedModel fitted;
  private final SettingParams settings;
  private transient MiniBatchTrainingSummary summary;

  MiniBatchClassificationModel(String uid, FittedModel fitted) {
    this(StageUid.of(uid), fitted);
  }

  private MiniBatchClassificationModel(StageUid uid, FittedModel fitted) {
    this.uid = uid;
    this.fitted = fitted;
    this.settings = SettingParams.ofModel(this);
    LossParam.addToClassifier(this, settings);
  }

  MiniBatchClassificationModel withSummary(MiniBatchTrainingSummary value) {
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
  public int numClasses() {
    return fitted.classes();
  }

  @Override
  public int numFeatures() {
    return fitted.features();
  }

  /**
   * Scores without offset, one a class.
   *
   * @throws IllegalArgumentException if the vector has another size than those of the training, or
   *     an element that cannot be used
   */
  @Override
  public Vector predictRaw(Vector features) {
    double[] scores = ParamExceptions.translating(() -> fitted.scorer().scores(features, 0));
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
    if (!fitted.hasProbabilities()) {
      throw new UnsupportedOperationException("the loss of this model gives no probabilities");
    }
    double[] values = ((DenseVector) raw).values();
    double[] scores = fitted.outputs() == 1 ? new double[] {values[1]} : values;
    System.arraycopy(fitted.scorer().probabilities(scores), 0, values, 0, values.length);
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
    return new ClassThresholds(fitted.hasProbabilities(), requireUsableThresholds());
  }

  /** Null where there are none. */
  private double[] requireUsableThresholds() {
    double[] thresholds = isDefined(thresholds()) ? getThresholds() : null;
    ClassThresholds.requireAsMany(uid(), thresholds, numClasses());
    ClassThresholds.requireProbabilities(uid(), thresholds, fitted.hasProbabilities());
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
        new RowScores(fitted.scorer(dataset.sparkSession()), decision(), columns.fields());
    return columns.of(
        dataset,
        scores,
        scores,
        scores.type(),
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
   * Of a model without hidden layers, for features as they come: a row a class, or one row where
   * there are two classes and one score.
   *
   * @throws IllegalArgumentException if there are hidden layers
   */
  public Matrix coefficientMatrix() {
    double[][] rows = linear().weights();
    double[] values = new double[rows.length * numFeatures()];
    for (int k = 0; k < rows.length; k++) {
      System.arraycopy(rows[k], 0, values, k * numFeatures(), numFeatures());
    }
    return new DenseMatrix(rows.length, numFeatures(), values, true);
  }

  /** The intercepts that go with {@link #coefficientMatrix}. */
  public Vector interceptVector() {
    return Vectors.dense(linear().intercepts());
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
    LinearCoefficients linear = linear();
    if (fitted.outputs() != 1) {
      throw new IllegalArgumentException(
          uid()
              + ": a model of "
              + numClasses()
              + " classes that has a score for each has several rows of coefficients; see"
              + " coefficientMatrix and interceptVector");
    }
    return linear;
  }

  private LinearCoefficients linear() {
    try {
      return fitted.coefficients();
    } catch (Failure failure) {
      throw ParamExceptions.translated(failure);
    }
  }

  @Override
  public MiniBatchClassificationModel copy(ParamMap extra) {
    MiniBatchClassificationModel copy = new MiniBatchClassificationModel(uid(), fitted);
    copyValues(copy, extra).setParent(parent());
    return copy.withSummary(summary);
  }

  @Override
  public MLWriter write() {
    return new StageWriter(this, MODEL, fitted);
  }

  public static MLReader<MiniBatchClassificationModel> read() {
    return new StageReader<>(
        MiniBatchClassificationModel.class,
        MODEL,
        (uid, model) -> new MiniBatchClassificationModel(uid, StageReader.required(model)));
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
