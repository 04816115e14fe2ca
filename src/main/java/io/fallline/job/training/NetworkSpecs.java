package io.fallline.job.training;

import io.fallline.configuration.ModelSection;
import io.fallline.core.loss.Loss;
import io.fallline.core.loss.Losses;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.setting.Hyperparameters;

/** The network that a configuration asks for. */
public final class NetworkSpecs {
  private NetworkSpecs() {}

  public static Loss loss(ModelSection model) {
    return Losses.registry().create(model.loss(), Hyperparameters.of(model.lossSettings()));
  }

  /**
   * @param classes how many the labels have; 0 where they are numbers
   */
  static NetworkSpec spec(ModelSection model, int inputs, int classes) {
    return new NetworkSpec(
        inputs,
        model.layers(),
        model.activations(),
        model.loss(),
        model.lossSettings(),
        classes,
        model.intercept(),
        model.dropout());
  }
}
