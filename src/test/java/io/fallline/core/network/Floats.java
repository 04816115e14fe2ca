package io.fallline.core.network;

/** Parameters as the driver sends them. */
final class Floats {
  private Floats() {}

  static float[] of(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }
}
