package io.fallline.core.function;

import io.fallline.core.setting.FactoryRegistry;

/** All functions that paths can be drawn on. A new one is a file beside these and a line here. */
public final class PlaneFunctions {
  private PlaneFunctions() {}

  public static FactoryRegistry<PlaneFunction> registry() {
    return new FactoryRegistry<PlaneFunction>("function")
        .add("bowl", settings -> new Bowl())
        .add("ravine", settings -> new Ravine())
        .add("saddle", settings -> new Saddle())
        .add("minima", settings -> new FourMinima())
        .add("rosenbrock", settings -> new Rosenbrock())
        .add("waves", settings -> new Waves());
  }
}
