package io.fallline.ml;

import io.fallline.configuration.ConfigurationHelp;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * The name of a loss, which is refused when it is set if it does not fit the kind of estimator: a
 * loss says what labels are, and so what a model predicts.
 */
final class LossParam extends Param<String> {
  private static final long serialVersionUID = 1L;

  static final String NAME = "loss";

  /** Logistic for two classes, softmax for more. */
  static final String AUTO = "auto";

  private final List<String> expected;
  private final List<String> others;
  private final String othersRemedy;

  private LossParam(
      Params owner, String doc, List<String> expected, List<String> others, String remedy) {
    super(owner, NAME, doc);
    this.expected = List.copyOf(expected);
    this.others = List.copyOf(others);
    this.othersRemedy = remedy;
  }

  /** Gives a classifier, or its model, the Param and its default. */
  static void addToClassifier(Params owner, SettingParams settings) {
    List<String> expected = new ArrayList<>(List.of(AUTO));
    expected.addAll(ConfigurationHelp.lossesOfClasses());
    settings.add(
        new LossParam(
            owner,
            "auto (logistic for two classes, softmax for more) or one of the losses",
            expected,
            ConfigurationHelp.lossesOfNumbers(),
            "predicts numbers, as MiniBatchRegressor does"));
    settings.standard(owner, NAME, AUTO);
  }

  /** Gives a regressor, or its model, the Param and its default. */
  static void addToRegressor(Params owner, SettingParams settings) {
    SettingParam loss = new SettingParam(NAME, "model.loss", SettingParam.Kind.TEXT);
    settings.add(
        new LossParam(
            owner,
            loss.doc(),
            ConfigurationHelp.lossesOfNumbers(),
            ConfigurationHelp.lossesOfClasses(),
            "predicts classes, as MiniBatchClassifier does"));
    settings.standard(owner, NAME, loss.standard().orElseThrow());
  }

  /** Is called by everything that sets a Param: setters, ParamMaps, copies, readers. */
  @Override
  public void validate(String value) {
    String name = String.valueOf(value);
    if (!expected.contains(name)) {
      throw new IllegalArgumentException(
          parent()
              + ": loss is \""
              + name
              + "\", expected one of "
              + String.join(", ", expected)
              + (others.contains(name) ? "; " + name + " " + othersRemedy : ""));
    }
  }
}
