package io.fallline.job.scoring;

import io.fallline.core.failure.Failure;
import io.fallline.core.network.NetworkSpec;

/**
 * A linear model in the units of its rows: training sees (x − center)/scale, so that w·(x −
 * center)/scale + b is Σ (wᵢ/scaleᵢ)·xᵢ + (b − Σ wᵢ·centerᵢ/scaleᵢ).
 *
 * @param weights [outputs][inputs]
 * @param intercepts [outputs]; 0 where training had none, as nothing is shifted then
 */
public record LinearCoefficients(double[][] weights, double[] intercepts) {
  /**
   * @throws Failure (configuration) if the model has hidden layers
   */
  static LinearCoefficients of(TrainedModel model) {
    if (!model.network().hidden().isEmpty()) {
      throw Failure.configuration(
          "a model with hidden layers has no coefficients; it has layers "
              + model.network().hidden());
    }
    int outputs = model.network().outputs();
    int inputs = model.network().inputs();
    double[][] weights = new double[outputs][inputs];
    double[] intercepts = new double[outputs];
    for (int k = 0; k < outputs; k++) {
      for (int i = 0; i < inputs; i++) {
        weights[k][i] = weight(model, k, i);
      }
      intercepts[k] = intercept(model, k);
    }
    return new LinearCoefficients(weights, intercepts);
  }

  /** One weight; only numbers are scaled, as the inputs after them are ones and zeros. */
  static double weight(TrainedModel model, int output, int input) {
    double weight = model.parameters()[output * model.network().inputs() + input];
    double[] scale = model.encoding().scale();
    return input < scale.length ? weight / scale[input] : weight;
  }

  /** One intercept; a model without biases has shifted nothing. */
  static double intercept(TrainedModel model, int output) {
    NetworkSpec network = model.network();
    double intercept =
        network.intercept() ? model.parameters()[network.outputs() * network.inputs() + output] : 0;
    double[] center = model.encoding().center();
    for (int i = 0; i < center.length; i++) {
      intercept -= weight(model, output, i) * center[i];
    }
    return intercept;
  }
}
