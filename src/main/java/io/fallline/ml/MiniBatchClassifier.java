package io.fallline.ml;

import io.fallline.configuration.ConfigurationHelp;
import io.fallline.job.FitListener;
import io.fallline.job.training.FitResult;
import io.fallline.watch.JobDescription;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.BinaryAttribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * Classes by mini-batch gradient descent: logistic and softmax regression, linear support vector
 * machines, multi-layer networks. Labels are class indices 0, 1, …, as {@code StringIndexer} makes
 * them.
 *
 * <p>The losses {@code hinge} and {@code squaredHinge} give no probabilities: their models leave
 * that column out.
 */
public final class MiniBatchClassifier
    extends ProbabilisticClassifier<Vector, MiniBatchClassifier, MiniBatchClassificationModel>
    implements MiniBatchEstimator<MiniBatchClassifier> {
  private static final long serialVersionUID = 1L;

  /** So many that are only counted up to the largest are no classes. */
  private static final int MOST_CLASSES = 10_000;

  private final StageFields state;

  public MiniBatchClassifier() {
    this(StageFields.random(MiniBatchClassifier.class));
  }

  public MiniBatchClassifier(String uid) {
    this(new StageFields(uid, null));
  }

  private MiniBatchClassifier(StageFields state) {
    this.state = state;
    SettingParams settings = MiniBatchEstimator.settings(this);
    state.settings = settings;
    LossParam.add(this, settings, true);
    settings.add(new DoubleArrayParam(this, "classWeights", "a factor for the rows of each class"));
    settings.add(
        new BooleanParam(this, "balancedClasses", "every class weighs the same, rare or not"));
    settings.defaultValue(this, "balancedClasses", false);
  }

  @Override
  public StageFields state() {
    return state;
  }

  /**
   * @throws IllegalArgumentException if it is a loss of numbers, or none
   */
  public MiniBatchClassifier setLoss(String value) {
    return with(LossParam.NAME, value);
  }

  public DoubleArrayParam classWeights() {
    return settings().numbers("classWeights");
  }

  public double[] getClassWeights() {
    return getOrDefault(classWeights());
  }

  public MiniBatchClassifier setClassWeights(double... value) {
    return with("classWeights", value);
  }

  public BooleanParam balancedClasses() {
    return settings().flag("balancedClasses");
  }

  public boolean getBalancedClasses() {
    return (boolean) getOrDefault(balancedClasses());
  }

  public MiniBatchClassifier setBalancedClasses(boolean value) {
    return with("balancedClasses", value);
  }

  /** Starts training from this model's parameters; its network must be the same. */
  public MiniBatchClassifier setInitialModel(MiniBatchClassificationModel model) {
    state.model = model.state().model;
    return this;
  }

  /** Is told of steps and epochs, on the driver. */
  public MiniBatchClassifier setListener(FitListener value) {
    state.listener = value;
    return this;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    ColumnParamChecks.checkFeatures(this, schema);
    ColumnParamChecks.checkLabel(this, schema, true);
    ColumnParamChecks.check(this, schema);
    return super.transformSchema(schema);
  }

  @Override
  public MiniBatchClassificationModel train(Dataset<?> dataset) {
    int classes =
        JobDescription.named(
            dataset.sparkSession().sparkContext(),
            uid() + ": number of classes",
            () -> classes(dataset, getLabelCol()));
    String loss = loss(classes);
    double[] thresholds = isDefined(thresholds()) ? getThresholds() : null;
    ClassThresholds.requireFitting(
        uid(), thresholds, classes, ConfigurationHelp.hasProbabilities(loss));
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("model.loss", loss);
    if (getBalancedClasses()) {
      own.put("training.classWeights", "balanced");
    } else if (isSet(classWeights())) {
      own.put("training.classWeights", byClass(getClassWeights()));
    }
    FitResult fitted =
        new FrameFit<>(this, own)
            .fit(dataset, classes, Optional.ofNullable(state.model), state.listener());
    MiniBatchClassificationModel model = new MiniBatchClassificationModel(uid(), fitted);
    return fitted.model().hasProbabilities() ? model : model.setProbabilityCol("");
  }

  private String loss(int classes) {
    if (getLoss().equals(LossParam.AUTO)) {
      return classes == 2 ? "logistic" : "softmax";
    }
    return getLoss();
  }

  private static Map<String, Double> byClass(double[] weights) {
    Map<String, Double> byClass = new LinkedHashMap<>();
    for (int c = 0; c < weights.length; c++) {
      byClass.put(Integer.toString(c), weights[c]);
    }
    return byClass;
  }

  @Override
  public MiniBatchClassifier copy(ParamMap extra) {
    return copyValues(new MiniBatchClassifier(state.copy()), extra);
  }

  public static MLReader<MiniBatchClassifier> read() {
    return StageFields.reader(
        MiniBatchClassifier.class, StageFields.INITIAL_MODEL, MiniBatchClassifier::new);
  }

  public static MiniBatchClassifier load(String path) {
    return read().load(path);
  }

  /**
   * How many there are: what the column says of itself, else one more than its largest label; at
   * least 2.
   */
  private static int classes(Dataset<?> dataset, String label) {
    Attribute attribute = Attribute.fromStructField(dataset.schema().apply(label));
    if (attribute instanceof BinaryAttribute) {
      return 2;
    }
    if (attribute instanceof NominalAttribute nominal) {
      Option<Object> values = nominal.getNumValues();
      if (values.isDefined()) {
        return Math.max(2, (Integer) values.get());
      }
    }
    Column number = functions.col(label).cast(DataTypes.DoubleType);
    Row found = dataset.agg(functions.max(number)).first();
    double largest = found.isNullAt(0) ? 0 : found.getDouble(0);
    if (Double.isFinite(largest) && largest >= MOST_CLASSES) {
      throw new IllegalArgumentException(tooManyClasses(dataset, label, number, largest));
    }
    // other labels that are no indices are refused with their row, once rows are read
    return Double.isFinite(largest) ? Math.max(2, 1 + (int) largest) : 2;
  }

  /** Counts the values that are there, as the largest says nothing of how many there are. */
  private static String tooManyClasses(
      Dataset<?> dataset, String label, Column number, double largest) {
    long count = dataset.select(number).distinct().limit(MOST_CLASSES + 1).count();
    return String.format(
        Locale.ROOT,
        "column \"%s\" has %s%d different labels, the largest %s, expected class indices 0, 1, …,"
            + " as StringIndexer makes them; is it a number to be predicted?",
        label,
        count > MOST_CLASSES ? "more than " : "",
        Math.min(count, MOST_CLASSES),
        BigDecimal.valueOf(largest).stripTrailingZeros().toPlainString());
  }
}
