package io.fallline.core.training;

/** Master weights are float64; rows meet them as float32. */
public final class FloatParameters {
  private FloatParameters() {}

  public static float[] of(double[] parameters) {
    float[] rounded = new float[parameters.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) parameters[i];
    }
    return rounded;
  }
}
