package io.fallline.job;

import io.fallline.core.loss.Loss;
import io.fallline.core.loss.Losses;
import io.fallline.core.model.NetworkSpec;
import io.fallline.core.setting.Settings;
import io.fallline.job.configuration.ModelSection;

/** The network that a configuration asks for. */
final class Networks {
  private Networks() {}

  static Loss loss(ModelSection model) {
    return Losses.registry().create(model.loss(), Settings.of(model.lossSettings()));
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
