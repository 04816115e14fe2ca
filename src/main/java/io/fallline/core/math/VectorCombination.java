package io.fallline.core.math;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * sumₐ ← sumₐ + Σₛ factor(a, s)·vectorₛ, in ascending order of s. Vectors and sums stand one after
 * the other, each of {@code length}; they are cut into panels of two lane widths, and four sums of
 * a panel stay in registers over all of s. What does not fill a panel, or four sums, is computed in
 * a scratch array that it does fill.
 */
final class VectorCombination {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int SUMS = 4;

  static final int PANEL = 2 * LANES;

  private final int terms;
  private final float[] factors;
  private final int factorSum;
  private final int factorTerm;

  private VectorCombination(int terms, float[] factors, int factorSum, int factorTerm) {
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
    VectorCombination combination = new VectorCombination(terms, factors, factorSum, factorTerm);
    int whole = length - length % PANEL;
    for (int k = 0; k < whole; k += PANEL) {
      combination.addPanel(
          sums, length, PANEL, factor, vectors, vector + k, length, sum, to + k, scratch, free);
    }
    int rest = length - whole;
    if (rest > 0) {
      int packed = free + SUMS * PANEL;
      Arrays.fill(scratch, packed, packed + terms * PANEL, 0);
      for (int s = 0; s < terms; s++) {
        System.arraycopy(vectors, vector + s * length + whole, scratch, packed + s * PANEL, rest);
      }
      combination.addPanel(
          sums, length, rest, factor, scratch, packed, PANEL, sum, to + whole, scratch, free);
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

  /** Four sums by one panel; where fewer count, the others repeat the last one's factors. */
  private void addBlock(
      int count,
      int factor,
      float[] vectors,
      int vector,
      int stride,
      float[] sum,
      int to0,
      int sumStride) {
    int to1 = to0 + sumStride;
    int to2 = to1 + sumStride;
    int to3 = to2 + sumStride;
    FloatVector left0 = FloatVector.fromArray(SPECIES, sum, to0);
    FloatVector right0 = FloatVector.fromArray(SPECIES, sum, to0 + LANES);
    FloatVector left1 = FloatVector.fromArray(SPECIES, sum, to1);
    FloatVector right1 = FloatVector.fromArray(SPECIES, sum, to1 + LANES);
    FloatVector left2 = FloatVector.fromArray(SPECIES, sum, to2);
    FloatVector right2 = FloatVector.fromArray(SPECIES, sum, to2 + LANES);
    FloatVector left3 = FloatVector.fromArray(SPECIES, sum, to3);
    FloatVector right3 = FloatVector.fromArray(SPECIES, sum, to3 + LANES);
    int second = Math.min(1, count - 1) * factorSum;
    int third = Math.min(2, count - 1) * factorSum;
    int fourth = Math.min(3, count - 1) * factorSum;
    int f = factor;
    int v = vector;
    for (int s = 0; s < terms; s++) {
      FloatVector left = FloatVector.fromArray(SPECIES, vectors, v);
      FloatVector right = FloatVector.fromArray(SPECIES, vectors, v + LANES);
      FloatVector factor0 = FloatVector.broadcast(SPECIES, factors[f]);
      left0 = left.fma(factor0, left0);
      right0 = right.fma(factor0, right0);
      FloatVector factor1 = FloatVector.broadcast(SPECIES, factors[f + second]);
      left1 = left.fma(factor1, left1);
      right1 = right.fma(factor1, right1);
      FloatVector factor2 = FloatVector.broadcast(SPECIES, factors[f + third]);
      left2 = left.fma(factor2, left2);
      right2 = right.fma(factor2, right2);
      FloatVector factor3 = FloatVector.broadcast(SPECIES, factors[f + fourth]);
      left3 = left.fma(factor3, left3);
      right3 = right.fma(factor3, right3);
      f += factorTerm;
      v += stride;
    }
    left0.intoArray(sum, to0);
    right0.intoArray(sum, to0 + LANES);
    left1.intoArray(sum, to1);
    right1.intoArray(sum, to1 + LANES);
    left2.intoArray(sum, to2);
    right2.intoArray(sum, to2 + LANES);
    left3.intoArray(sum, to3);
    right3.intoArray(sum, to3 + LANES);
  }
}
