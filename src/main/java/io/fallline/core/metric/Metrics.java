package io.fallline.core.metric;

import io.fallline.core.loss.LabelKind;
import io.fallline.core.setting.FactoryRegistry;
import io.fallline.core.setting.Hyperparameters;
import java.util.function.Predicate;

/**
 * The metrics by name. A new one is a method and a line here; its Javadoc is what docs print of it.
 */
public final class Metrics {
  private static final Predicate<LabelKind> CLASSES = LabelKind::isClass;
  private static final Predicate<LabelKind> NUMBERS = CLASSES.negate();

  private Metrics() {}

  public static FactoryRegistry<Metric> registry() {
    return new FactoryRegistry<Metric>("metric")
        .add("accuracy", Metrics::accuracy)
        .add("logLoss", Metrics::logLoss)
        .add("auc", Metrics::auc)
        .add("precision", Metrics::precision)
        .add("recall", Metrics::recall)
        .add("f1", Metrics::f1)
        .add("rmse", Metrics::rmse)
        .add("mae", Metrics::mae)
        .add("r2", Metrics::r2);
  }

  /** The share of the weight whose class was predicted. */
  private static Metric accuracy(Hyperparameters settings) {
    return new Metric(CLASSES, true, evaluation -> evaluation.confusion().accuracy());
  }

  /**
   * −log of the probability that the model gave to the true class, the weighted mean; undefined for
   * losses without probabilities.
   */
  private static Metric logLoss(Hyperparameters settings) {
    return new Metric(CLASSES, false, evaluation -> evaluation.logLossSum() / evaluation.weight());
  }

  /**
   * The area under the ROC curve: the probability, by weight, that a row of class 1 has a higher
   * score than one of class 0; equal scores count half.
   */
  private static Metric auc(Hyperparameters settings) {
    return new Metric(LabelKind.BINARY::equals, true, evaluation -> evaluation.ranking().auc());
  }

  /**
   * Of what was predicted to be the class, the share that is: of class 1 where there are two, of
   * more the mean over classes.
   */
  private static Metric precision(Hyperparameters settings) {
    return ofClasses((hits, labelled, predicted) -> hits / predicted);
  }

  /**
   * Of what is the class, the share that was predicted to be: of class 1 where there are two, of
   * more the mean over classes.
   */
  private static Metric recall(Hyperparameters settings) {
    return ofClasses((hits, labelled, predicted) -> hits / labelled);
  }

  /**
   * The harmonic mean of precision and recall, 2·hits/(labelled + predicted): of class 1 where
   * there are two, of more the mean over classes.
   */
  private static Metric f1(Hyperparameters settings) {
    return ofClasses((hits, labelled, predicted) -> 2 * hits / (labelled + predicted));
  }

  /** √(Σw(y−ŷ)²/Σw). */
  private static Metric rmse(Hyperparameters settings) {
    return new Metric(
        NUMBERS, false, evaluation -> Math.sqrt(evaluation.squaredError() / evaluation.weight()));
  }

  /** Σw|y−ŷ|/Σw. */
  private static Metric mae(Hyperparameters settings) {
    return new Metric(
        NUMBERS, false, evaluation -> evaluation.absoluteError() / evaluation.weight());
  }

  /**
   * 1 − Σw(y−ŷ)²/Σw(y−ȳ)², the share of the labels' variance that the model explains; undefined
   * where the labels do not vary.
   */
  private static Metric r2(Hyperparameters settings) {
    return new Metric(
        NUMBERS,
        true,
        evaluation -> {
          double variation = evaluation.labels().squaredDeviations();
          return variation == 0 ? Double.NaN : 1 - evaluation.squaredError() / variation;
        });
  }

  private static Metric ofClasses(ConfusionMatrix.Ratio ratio) {
    return new Metric(CLASSES, true, evaluation -> evaluation.confusion().overall(ratio));
  }
}
