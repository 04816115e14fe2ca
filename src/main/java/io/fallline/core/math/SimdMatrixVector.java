package io.fallline.core.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link MatrixVector} by vector instructions, to the same bits. */
final class SimdMatrixVector {
  /**
   * The only one: code that meets vectors of several widths is not compiled to registers. No wider
   * than the lanes of a sum are many.
   */
  private static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() <= MatrixVector.LANES
          ? FloatVector.SPECIES_PREFERRED
          : FloatVector.SPECIES_512;

  private static final int ROWS = 8;
  private static final int BLOCK = 4 * SPECIES.length();

  // each thread keeps its own; freed with the thread
  private static final ThreadLocal<float[]> LANES =
      ThreadLocal.withInitial(() -> new float[ROWS * MatrixVector.LANES]);

  private SimdMatrixVector() {}

  /** Returns how many rows it has done, eight at a time so that no sum waits for itself. */
  static int forward(int rows, int inputs, float[] x, int xFrom, float[] w, int wFrom, float[] z) {
    float[] lanes = LANES.get();
    int whole = inputs - inputs % MatrixVector.LANES;
    int end = rows - rows % ROWS;
    for (int i = 0; i < end; i += ROWS) {
      int row = xFrom + i * inputs;
      for (int lane = 0; lane < MatrixVector.LANES; lane += SPECIES.length()) {
        addEightRows(lane, whole, inputs, x, row, w, wFrom, lanes);
      }
      for (int r = 0; r < ROWS; r++) {
        int first = r * MatrixVector.LANES;
        MatrixVector.addProducts(whole, inputs, x, row + r * inputs, w, wFrom, lanes, first);
        z[i + r] += MatrixVector.sum(lanes, first);
      }
    }
    return end;
  }

  /** As many lanes as a vector has, from {@code lane} on. */
  private static void addEightRows(
      int lane, int whole, int inputs, float[] x, int row, float[] w, int wFrom, float[] lanes) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    FloatVector s7 = s0;
    for (int k = lane; k < whole; k += MatrixVector.LANES) {
      FloatVector weights = FloatVector.fromArray(SPECIES, w, wFrom + k);
      int at = row + k;
      s0 = FloatVector.fromArray(SPECIES, x, at).fma(weights, s0);
      s1 = FloatVector.fromArray(SPECIES, x, at + inputs).fma(weights, s1);
      s2 = FloatVector.fromArray(SPECIES, x, at + 2 * inputs).fma(weights, s2);
      s3 = FloatVector.fromArray(SPECIES, x, at + 3 * inputs).fma(weights, s3);
      s4 = FloatVector.fromArray(SPECIES, x, at + 4 * inputs).fma(weights, s4);
      s5 = FloatVector.fromArray(SPECIES, x, at + 5 * inputs).fma(weights, s5);
      s6 = FloatVector.fromArray(SPECIES, x, at + 6 * inputs).fma(weights, s6);
      s7 = FloatVector.fromArray(SPECIES, x, at + 7 * inputs).fma(weights, s7);
    }
    s0.intoArray(lanes, lane);
    s1.intoArray(lanes, lane + MatrixVector.LANES);
    s2.intoArray(lanes, lane + 2 * MatrixVector.LANES);
    s3.intoArray(lanes, lane + 3 * MatrixVector.LANES);
    s4.intoArray(lanes, lane + 4 * MatrixVector.LANES);
    s5.intoArray(lanes, lane + 5 * MatrixVector.LANES);
    s6.intoArray(lanes, lane + 6 * MatrixVector.LANES);
    s7.intoArray(lanes, lane + 7 * MatrixVector.LANES);
  }

  /** Returns how many columns it has done. */
  static int gradient(
      int rows, int inputs, float[] dz, float[] x, int xFrom, float[] dw, int dwFrom) {
    int k = 0;
    for (; k + BLOCK <= inputs; k += BLOCK) {
      addBlock(rows, inputs, dz, x, xFrom + k, dw, dwFrom + k);
    }
    for (; k + SPECIES.length() <= inputs; k += SPECIES.length()) {
      addVector(rows, inputs, dz, x, xFrom + k, dw, dwFrom + k);
    }
    return k;
  }

  private static void addBlock(
      int rows, int inputs, float[] dz, float[] x, int from, float[] dw, int to) {
    int lanes = SPECIES.length();
    FloatVector s0 = FloatVector.fromArray(SPECIES, dw, to);
    FloatVector s1 = FloatVector.fromArray(SPECIES, dw, to + lanes);
    FloatVector s2 = FloatVector.fromArray(SPECIES, dw, to + 2 * lanes);
    FloatVector s3 = FloatVector.fromArray(SPECIES, dw, to + 3 * lanes);
    int at = from;
    for (int i = 0; i < rows; i++) {
      FloatVector derivative = FloatVector.broadcast(SPECIES, dz[i]);
      s0 = FloatVector.fromArray(SPECIES, x, at).fma(derivative, s0);
      s1 = FloatVector.fromArray(SPECIES, x, at + lanes).fma(derivative, s1);
      s2 = FloatVector.fromArray(SPECIES, x, at + 2 * lanes).fma(derivative, s2);
      s3 = FloatVector.fromArray(SPECIES, x, at + 3 * lanes).fma(derivative, s3);
      at += inputs;
    }
    s0.intoArray(dw, to);
    s1.intoArray(dw, to + lanes);
    s2.intoArray(dw, to + 2 * lanes);
    s3.intoArray(dw, to + 3 * lanes);
  }

  private static void addVector(
      int rows, int inputs, float[] dz, float[] x, int from, float[] dw, int to) {
    FloatVector sum = FloatVector.fromArray(SPECIES, dw, to);
    int at = from;
    for (int i = 0; i < rows; i++) {
      sum = FloatVector.fromArray(SPECIES, x, at).fma(FloatVector.broadcast(SPECIES, dz[i]), sum);
      at += inputs;
    }
    sum.intoArray(dw, to);
  }
}
