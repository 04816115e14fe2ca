package io.fallline.job.training;

import io.fallline.configuration.DataSection.Scaling;
import io.fallline.core.loss.LabelKind;
import io.fallline.core.loss.Loss;
import io.fallline.core.metric.Calibration;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.metric.Residuals;
import io.fallline.core.metric.RocCurve;
import io.fallline.core.training.DataSplit;
import io.fallline.data.loading.TrainingData;
import io.fallline.job.scoring.EvaluationMetrics;
import io.fallline.job.scoring.LinearWeights;
import io.fallline.job.scoring.ScalingText;
import io.fallline.job.scoring.TrainedModel;
import io.fallline.model.Encoding;
import io.fallline.model.InputColumn;
import io.fallline.model.InputColumn.InputKind;
import io.fallline.report.ReportData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** What is kept of a training for its pictures: bounded, whatever its rows and columns. */
final class ReportDataBuilder {
  private static final int MOST_COLUMNS = 500;
  private static final int MOST_CLASSES = 50;
  private static final int LARGEST_MATRIX = 30;
  private static final int BINS = 25;

  private ReportDataBuilder() {}

  static ReportData of(TrainingData data, TrainingResult result) {
    TrainedModel model = result.model();
    return new ReportData(data(data), curves(model, result), LinearWeights.of(model));
  }

  private static ReportData.Data data(TrainingData data) {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (DataSplit split : DataSplit.values()) {
      rows.put(word(split), data.sizes(split).rows());
    }
    Encoding encoding = data.encoding();
    return new ReportData.Data(
        rows,
        encoding.label(),
        encoding.inputs(),
        encoding.sparse(),
        ScalingText.of(encoding),
        word(encoding.missing()),
        encoding.columns().size(),
        columns(encoding),
        encoding.classCount(),
        classes(encoding, data.classWeightTotals()));
  }

  private static List<ReportData.Column> columns(Encoding encoding) {
    List<ReportData.Column> columns = new ArrayList<>();
    int first = 0;
    for (InputColumn column : encoding.columns()) {
      if (columns.size() == MOST_COLUMNS) {
        break;
      }
      boolean scaled = column.kind() == InputKind.NUMBER && encoding.scaling() != Scaling.NONE;
      columns.add(
          new ReportData.Column(
              column.column(),
              word(column.kind()),
              column.kind() == InputKind.HASHED ? 1 << encoding.hashBits() : column.width(),
              scaled ? encoding.center()[first] : null,
              scaled ? encoding.scale()[first] : null));
      first += column.width();
    }
    return columns;
  }

  /** Null where labels are numbers. */
  private static List<ReportData.ClassRows> classes(Encoding encoding, double[] weights) {
    if (encoding.classes() == null) {
      return null;
    }
    List<ReportData.ClassRows> classes = new ArrayList<>();
    for (int c = 0; c < Math.min(MOST_CLASSES, encoding.classCount()); c++) {
      classes.add(new ReportData.ClassRows(encoding.classes().names().get(c), weights[c]));
    }
    return classes;
  }

  /** Of the rows that say most: test, else validation, else training. */
  private static ReportData.Curves curves(TrainedModel model, TrainingResult result) {
    Map<DataSplit, Evaluation> evaluations = result.evaluations();
    DataSplit split =
        evaluations.get(DataSplit.TEST).rows() > 0
            ? DataSplit.TEST
            : evaluations.get(DataSplit.VALIDATION).rows() > 0
                ? DataSplit.VALIDATION
                : DataSplit.TRAIN;
    Evaluation evaluation = evaluations.get(split);
    return new ReportData.Curves(
        word(split),
        evaluation.rows(),
        defined(result.report().metrics(evaluation)),
        confusion(model.encoding(), evaluation),
        evaluation.rocCurve().map(curve -> roc(model.encoding(), curve)).orElse(null),
        calibration(model.network().createLoss(), evaluation),
        evaluation.residuals().map(ReportDataBuilder::residuals).orElse(null),
        coverage(model.network().createLoss(), evaluations));
  }

  /** Null where no quantile is predicted. */
  private static ReportData.Coverage coverage(Loss loss, Map<DataSplit, Evaluation> evaluations) {
    if (loss.quantile().isEmpty()) {
      return null;
    }
    Map<String, Double> shares = new LinkedHashMap<>();
    for (DataSplit split : DataSplit.values()) {
      evaluations
          .get(split)
          .residuals()
          .ifPresent(residuals -> shares.put(word(split), residuals.shareAtMostZero()));
    }
    return new ReportData.Coverage(loss.quantile().getAsDouble(), shares);
  }

  private static Map<String, Double> defined(Map<String, Double> metrics) {
    Map<String, Double> defined = new LinkedHashMap<>(metrics);
    defined.values().removeIf(number -> !Double.isFinite(number));
    return defined;
  }

  private static ReportData.Confusion confusion(Encoding encoding, Evaluation evaluation) {
    int classes = encoding.classCount();
    return classes == 0 || classes > LARGEST_MATRIX || evaluation.rows() == 0
        ? null
        : new ReportData.Confusion(
            encoding.classes().names(), EvaluationMetrics.matrix(evaluation));
  }

  private static ReportData.Roc roc(Encoding encoding, RocCurve curve) {
    return new ReportData.Roc(
        encoding.classes().names().get(1), curve.falsePositiveRates(), curve.truePositiveRates());
  }

  private static List<ReportData.CalibrationBin> calibration(Loss loss, Evaluation evaluation) {
    if (loss.labels() != LabelKind.BINARY || !loss.hasProbabilities()) {
      return null;
    }
    double[] probabilities = new double[2];
    DoubleUnaryOperator ofClassOne =
        score -> {
          loss.probabilities(new double[] {score}, probabilities);
          return probabilities[1];
        };
    return evaluation
        .calibration(ofClassOne)
        .map(Calibration::bins)
        .map(
            bins ->
                bins.stream()
                    .map(
                        bin ->
                            new ReportData.CalibrationBin(
                                bin.weight(), bin.predicted(), bin.observed()))
                    .toList())
        .orElse(null);
  }

  /** In bins of a round width, over nearly all of them. */
  private static ReportData.Residuals residuals(Residuals residuals) {
    double low = residuals.quantile(0.005);
    double high = residuals.quantile(0.995);
    double width = round(Math.max((high - low) / BINS, Float.MIN_NORMAL));
    double from = Math.floor(low / width) * width;
    int bins = (int) Math.max(1, Math.ceil((high - from) / width));
    double to = from + bins * width;
    return new ReportData.Residuals(
        from,
        to,
        residuals.histogram(from, to, bins),
        residuals.quantile(0.05),
        residuals.quantile(0.5),
        residuals.quantile(0.95));
  }

  /** The next larger one of 1, 2, 5, 10, … */
  private static double round(double width) {
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(width)));
    for (int factor : new int[] {1, 2, 5}) {
      if (factor * power >= width) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static String word(Enum<?> constant) {
    return constant == DataSplit.TRAIN ? "training" : constant.name().toLowerCase(Locale.ROOT);
  }
}
