package io.fallline.core.math;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A matrix product by vector instructions: sumₐ ← sumₐ + Σₛ factor(a, s)·vectorₛ, in ascending
 * order of s. Vectors and sums stand one after the other, each of {@code length}; they are cut into
 * panels of two lane widths, and eight sums of a panel stay in registers over all of s. What does
 * not fill a panel, or eight sums, is computed in a scratch array that it does fill.
 */
final class SimdPanelGemm {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int SUMS = 8;

  static final int PANEL = 2 * LANES;

  /** More sums than this read a panel often enough to have it side by side in the first cache. */
  private static final int WORTH_PACKING = 4 * SUMS;

  private final int terms;
  private final float[] factors;
  private final int factorSum;
  private final int factorTerm;

  private SimdPanelGemm(int terms, float[] factors, int factorSum, int factorTerm) {
    this.terms = terms;
    this.factors = factors;
    this.factorSum = factorSum;
    this.factorTerm = factorTerm;
  }

  /**
   * How much scratch {@link #add} needs where vectors do not fill their last panel; terms 0 where
   * they do.
   */
  static int scratch(int terms) {
    return Math.multiplyExact(SUMS + terms, PANEL);
  }

  /**
   * @param factors factor(a, s) is at {@code factor + a·factorSum + s·factorTerm}
   * @param scratch from {@code free} on, as long as {@link #scratch} says
   */
  static void add(
      int sums,
      int terms,
      int length,
      float[] factors,
      int factor,
      int factorSum,
      int factorTerm,
      float[] vectors,
      int vector,
      float[] sum,
      int to,
      float[] scratch,
      int free) {
    SimdPanelGemm combination = new SimdPanelGemm(terms, factors, factorSum, factorTerm);
    for (int k = 0; k < length; k += PANEL) {
      int width = Math.min(PANEL, length - k);
      if (width == PANEL && sums <= WORTH_PACKING) {
        combination.addPanel(
            sums, length, PANEL, factor, vectors, vector + k, length, sum, to + k, scratch, free);
      } else {
        int packed = free + SUMS * PANEL;
        pack(terms, width, vectors, vector + k, length, scratch, packed);
        combination.addPanel(
            sums, length, width, factor, scratch, packed, PANEL, sum, to + k, scratch, free);
      }
    }
  }

  /**
   * One panel that stands side by side already: [terms, PANEL] from {@code panel} on.
   *
   * @param width how many of its columns count
   * @param sumStride from one sum to the next
   * @param scratch from {@code free} on, as long as {@code scratch(0)} says
   */
  static void addPacked(
      int sums,
      int terms,
      int width,
      float[] factors,
      int factor,
      int factorSum,
      float[] panels,
      int panel,
      float[] sum,
      int to,
      int sumStride,
      float[] scratch,
      int free) {
    new SimdPanelGemm(terms, factors, factorSum, 1)
        .addPanel(sums, sumStride, width, factor, panels, panel, PANEL, sum, to, scratch, free);
  }

  /** A panel's numbers side by side, zeros where it is not full. */
  private static void pack(
      int terms, int width, float[] vectors, int from, int stride, float[] scratch, int to) {
    if (width < PANEL) {
      Arrays.fill(scratch, to, to + terms * PANEL, 0);
    }
    for (int s = 0; s < terms; s++) {
      System.arraycopy(vectors, from + s * stride, scratch, to + s * PANEL, width);
    }
  }

  /** One panel of all sums, of which {@code width} columns count. */
  private void addPanel(
      int sums,
      int length,
      int width,
      int factor,
      float[] vectors,
      int vector,
      int stride,
      float[] sum,
      int to,
      float[] scratch,
      int free) {
    for (int a = 0; a < sums; a += SUMS) {
      int count = Math.min(SUMS, sums - a);
      int f = factor + a * factorSum;
      int start = to + a * length;
      if (count == SUMS && width == PANEL) {
        addBlock(SUMS, f, vectors, vector, stride, sum, start, length);
      } else {
        for (int i = 0; i < count; i++) {
          System.arraycopy(sum, start + i * length, scratch, free + i * PANEL, width);
        }
        addBlock(count, f, vectors, vector, stride, scratch, free, PANEL);
        for (int i = 0; i < count; i++) {
          System.arraycopy(scratch, free + i * PANEL, sum, start + i * length, width);
        }
      }
    }
  }

  /** Eight sums by one panel; where fewer count, the others repeat the last one's factors. */
  private void addBlock(
      int count,
      int factor,
      float[] vectors,
      int vector,
      int stride,
      float[] sum,
      int to,
      int sumStride) {
    FloatVector left0 = FloatVector.fromArray(SPECIES, sum, to);
    FloatVector right0 = FloatVector.fromArray(SPECIES, sum, to + LANES);
    FloatVector left1 = FloatVector.fromArray(SPECIES, sum, to + sumStride);
    FloatVector right1 = FloatVector.fromArray(SPECIES, sum, to + sumStride + LANES);
    FloatVector left2 = FloatVector.fromArray(SPECIES, sum, to + 2 * sumStride);
    FloatVector right2 = FloatVector.fromArray(SPECIES, sum, to + 2 * sumStride + LANES);
    FloatVector left3 = FloatVector.fromArray(SPECIES, sum, to + 3 * sumStride);
    FloatVector right3 = FloatVector.fromArray(SPECIES, sum, to + 3 * sumStride + LANES);
    FloatVector left4 = FloatVector.fromArray(SPECIES, sum, to + 4 * sumStride);
    FloatVector right4 = FloatVector.fromArray(SPECIES, sum, to + 4 * sumStride + LANES);
    FloatVector left5 = FloatVector.fromArray(SPECIES, sum, to + 5 * sumStride);
    FloatVector right5 = FloatVector.fromArray(SPECIES, sum, to + 5 * sumStride + LANES);
    FloatVector left6 = FloatVector.fromArray(SPECIES, sum, to + 6 * sumStride);
    FloatVector right6 = FloatVector.fromArray(SPECIES, sum, to + 6 * sumStride + LANES);
    FloatVector left7 = FloatVector.fromArray(SPECIES, sum, to + 7 * sumStride);
    FloatVector right7 = FloatVector.fromArray(SPECIES, sum, to + 7 * sumStride + LANES);
    int f1 = Math.min(1, count - 1) * factorSum;
    int f2 = Math.min(2, count - 1) * factorSum;
    int f3 = Math.min(3, count - 1) * factorSum;
    int f4 = Math.min(4, count - 1) * factorSum;
    int f5 = Math.min(5, count - 1) * factorSum;
    int f6 = Math.min(6, count - 1) * factorSum;
    int f7 = Math.min(7, count - 1) * factorSum;
    int f = factor;
    int v = vector;
    for (int s = 0; s < terms; s++) {
      FloatVector left = FloatVector.fromArray(SPECIES, vectors, v);
      FloatVector right = FloatVector.fromArray(SPECIES, vectors, v + LANES);
      FloatVector factor0 = FloatVector.broadcast(SPECIES, factors[f]);
      left0 = left.fma(factor0, left0);
      right0 = right.fma(factor0, right0);
      FloatVector factor1 = FloatVector.broadcast(SPECIES, factors[f + f1]);
      left1 = left.fma(factor1, left1);
      right1 = right.fma(factor1, right1);
      FloatVector factor2 = FloatVector.broadcast(SPECIES, factors[f + f2]);
      left2 = left.fma(factor2, left2);
      right2 = right.fma(factor2, right2);
      FloatVector factor3 = FloatVector.broadcast(SPECIES, factors[f + f3]);
      left3 = left.fma(factor3, left3);
      right3 = right.fma(factor3, right3);
      FloatVector factor4 = FloatVector.broadcast(SPECIES, factors[f + f4]);
      left4 = left.fma(factor4, left4);
      right4 = right.fma(factor4, right4);
      FloatVector factor5 = FloatVector.broadcast(SPECIES, factors[f + f5]);
      left5 = left.fma(factor5, left5);
      right5 = right.fma(factor5, right5);
      FloatVector factor6 = FloatVector.broadcast(SPECIES, factors[f + f6]);
      left6 = left.fma(factor6, left6);
      right6 = right.fma(factor6, right6);
      FloatVector factor7 = FloatVector.broadcast(SPECIES, factors[f + f7]);
      left7 = left.fma(factor7, left7);
      right7 = right.fma(factor7, right7);
      f += factorTerm;
      v += stride;
    }
    left0.intoArray(sum, to);
    right0.intoArray(sum, to + LANES);
    left1.intoArray(sum, to + sumStride);
    right1.intoArray(sum, to + sumStride + LANES);
    left2.intoArray(sum, to + 2 * sumStride);
    right2.intoArray(sum, to + 2 * sumStride + LANES);
    left3.intoArray(sum, to + 3 * sumStride);
    right3.intoArray(sum, to + 3 * sumStride + LANES);
    left4.intoArray(sum, to + 4 * sumStride);
    right4.intoArray(sum, to + 4 * sumStride + LANES);
    left5.intoArray(sum, to + 5 * sumStride);
    right5.intoArray(sum, to + 5 * sumStride + LANES);
    left6.intoArray(sum, to + 6 * sumStride);
    right6.intoArray(sum, to + 6 * sumStride + LANES);
    left7.intoArray(sum, to + 7 * sumStride);
    right7.intoArray(sum, to + 7 * sumStride + LANES);
  }
}
