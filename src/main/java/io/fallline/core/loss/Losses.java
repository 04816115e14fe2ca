package io.fallline.core.loss;

import io.fallline.core.setting.FactoryRegistry;

/** The losses by name. A new one is a file beside these and a line here. */
public final class Losses {
  private Losses() {}

  public static FactoryRegistry<Loss> registry() {
    return new FactoryRegistry<Loss>("loss")
        .add("mse", settings -> new SquaredError())
        .add("rmse", settings -> new RootMeanSquaredError())
        .add("mae", settings -> new AbsoluteError())
        .add("huber", Huber::new)
        .add("quantile", Quantile::new)
        .add("poisson", settings -> new Poisson())
        .add("logistic", settings -> new Logistic())
        .add("softmax", settings -> new Softmax())
        .add("hinge", settings -> new Hinge())
        .add("squaredHinge", settings -> new SquaredHinge());
  }
}
