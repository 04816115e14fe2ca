package io.fallline.core.function;

import io.fallline.core.setting.Registry;

/** All functions that paths can be drawn on. A new one is a file beside these and a line here. */
public final class Functions {
  private Functions() {}

  public static Registry<PlaneFunction> registry() {
    return new Registry<PlaneFunction>("function")
        .add("bowl", settings -> new Bowl())
        .add("ravine", settings -> new Ravine())
        .add("saddle", settings -> new Saddle())
        .add("minima", settings -> new Minima())
        .add("rosenbrock", settings -> new Rosenbrock())
        .add("waves", settings -> new Waves());
  }
}
