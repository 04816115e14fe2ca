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

  private final boolean ofClasses;

  private LossParam(Params owner, String doc, boolean ofClasses) {
    super(owner, NAME, doc);
    this.ofClasses = ofClasses;
  }

  /**
   * Gives an estimator, or its model, the Param and its default.
   *
   * @param ofClasses whether it predicts classes, rather than numbers
   */
  static void add(Params owner, SettingParams settings, boolean ofClasses) {
    SettingParam loss = new SettingParam(NAME, "model.loss", SettingParam.Kind.TEXT);
    String classes = "auto (logistic for two classes, softmax for more) or one of the losses";
    settings.add(new LossParam(owner, ofClasses ? classes : loss.doc(), ofClasses));
    settings.defaultValue(owner, NAME, ofClasses ? AUTO : loss.defaultValue().orElseThrow());
  }

  /** Is called by everything that sets a Param: setters, ParamMaps, copies, readers. */
  @Override
  public void validate(String value) {
    String name = String.valueOf(value);
    List<String> expected = new ArrayList<>(ofClasses ? List.of(AUTO) : List.of());
    expected.addAll(ConfigurationHelp.losses(ofClasses));
    if (!expected.contains(name)) {
      String other =
          ofClasses
              ? " predicts numbers, as MiniBatchRegressor does"
              : " predicts classes, as MiniBatchClassifier does";
      throw ParamNames.refused(
          "%s: loss is \"%s\", expected one of %s%s",
          parent(),
          name,
          String.join(", ", expected),
          ConfigurationHelp.losses(!ofClasses).contains(name) ? "; " + name + other : "");
    }
  }
}
