package io.fallline.job.scoring;

import io.fallline.core.failure.Failure;
import io.fallline.model.NamedTensor;
import java.util.List;

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
    List<NamedTensor> tensors = model.tensors();
    int outputs = model.network().outputs();
    int inputs = model.network().inputs();
    double[] flat = tensors.get(0).values();
    double[] biases = model.network().intercept() ? tensors.get(1).values() : new double[outputs];
    double[][] weights = new double[outputs][inputs];
    double[] intercepts = new double[outputs];
    double[] center = model.encoding().center();
    double[] scale = model.encoding().scale();
    for (int k = 0; k < outputs; k++) {
      intercepts[k] = biases[k];
      for (int i = 0; i < inputs; i++) {
        // only numbers are scaled; what comes after them are ones and zeros
        boolean scaled = i < scale.length;
        weights[k][i] = scaled ? flat[k * inputs + i] / scale[i] : flat[k * inputs + i];
        intercepts[k] -= scaled ? weights[k][i] * center[i] : 0;
      }
    }
    return new LinearCoefficients(weights, intercepts);
  }
}
