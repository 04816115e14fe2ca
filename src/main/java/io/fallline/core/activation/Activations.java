package io.fallline.core.activation;

import io.fallline.core.setting.FactoryRegistry;

/** The activation functions by name, and the ones that are no more than a formula. */
public final class Activations {
  private Activations() {}

  public static FactoryRegistry<Activation> registry() {
    return new FactoryRegistry<Activation>("activation")
        .add("identity", settings -> new Linear())
        .add("sigmoid", settings -> new Sigmoid())
        .add("tanh", settings -> new Tanh())
        .add("relu", settings -> new Relu())
        .add("leakyRelu", settings -> new LeakyRelu())
        .add("elu", settings -> new Elu())
        .add("gelu", settings -> new Gelu())
        .add("softplus", settings -> new Softplus());
  }

  /** f(z) = z. */
  private static final class Linear implements Activation {
    @Override
    public double of(double z) {
      return z;
    }

    @Override
    public double derivative(double z, double value) {
      return 1;
    }
  }

  /** f(z) = z above 0, 0.01·z below. */
  private static final class LeakyRelu implements Activation {
    private static final double LEAK = 0.01;

    @Override
    public double of(double z) {
      return z < 0 ? LEAK * z : z;
    }

    @Override
    public double derivative(double z, double value) {
      return z == 0 ? 0 : z < 0 ? LEAK : 1;
    }

    @Override
    public boolean isOneSided() {
      return true;
    }
  }

  /**
   * f(z) = z above 0, e^z − 1 below.
   *
   * <p>Clevert et al., "Fast and Accurate Deep Network Learning by Exponential Linear Units", 2016,
   * with α = 1, for which the derivative has no jump at 0.
   */
  private static final class Elu implements Activation {
    @Override
    public double of(double z) {
      return z < 0 ? StrictMath.expm1(z) : z;
    }

    @Override
    public double derivative(double z, double value) {
      return z < 0 ? 1 + value : 1;
    }

    @Override
    public boolean isOneSided() {
      return true;
    }
  }

  /** f(z) = log(1 + e^z) = max(0, z) + log(1 + e^{−|z|}); f′ = sigmoid. */
  private static final class Softplus implements Activation {
    private final Sigmoid sigmoid = new Sigmoid();

    @Override
    public double of(double z) {
      return Math.max(0, z) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
    }

    @Override
    public double derivative(double z, double value) {
      return sigmoid.of(z);
    }

    @Override
    public boolean isOneSided() {
      return true;
    }
  }
}
