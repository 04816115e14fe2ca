package io.fallline.core.optimizer;

import io.fallline.core.setting.FactoryRegistry;

/** The update rules by name. A new one is a file beside these and a line here. */
public final class Optimizers {
  private Optimizers() {}

  public static FactoryRegistry<Optimizer> registry() {
    return new FactoryRegistry<Optimizer>("rule")
        .add("sgd", settings -> new Sgd())
        .add("momentum", Momentum::new)
        .add("nesterov", Nesterov::new)
        .add("adagrad", Adagrad::new)
        .add("adadelta", Adadelta::new)
        .add("rmsprop", Rmsprop::new)
        .add("adam", Adam::new)
        .add("amsgrad", Amsgrad::new)
        .add("adamw", Adamw::new)
        .add("adamax", Adamax::new)
        .add("nadam", Nadam::new)
        .add("radam", Radam::new)
        .add("lion", Lion::new)
        .add("ftrl", Ftrl::new);
  }
}
