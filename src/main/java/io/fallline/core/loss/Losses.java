package io.fallline.core.loss;

import io.fallline.core.setting.Registry;

/** The losses by name. */
public final class Losses {
  private Losses() {}

  public static Registry<Loss> registry() {
    return new Registry<Loss>("loss")
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
