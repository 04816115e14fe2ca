package io.fallline.core.activation;

import io.fallline.core.setting.FactoryRegistry;

/** The activation functions by name. */
public final class Activations {
  private Activations() {}

  public static FactoryRegistry<Activation> registry() {
    return new FactoryRegistry<Activation>("activation")
        .add("identity", settings -> new IdentityActivation())
        .add("sigmoid", settings -> new Sigmoid())
        .add("tanh", settings -> new Tanh())
        .add("relu", settings -> new Relu())
        .add("leakyRelu", settings -> new LeakyRelu())
        .add("elu", settings -> new Elu())
        .add("gelu", settings -> new Gelu())
        .add("softplus", settings -> new Softplus());
  }
}
