package io.fallline.core.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Elementary} by vector instructions, lane for lane what it does by number. */
final class SimdElementary {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  private SimdElementary() {}

  /** Returns how many elements it has done; what does not fill a vector is left. */
  static int exp(double[] x, int length) {
    int end = SPECIES.loopBound(length);
    DoubleVector integer = DoubleVector.broadcast(SPECIES, Elementary.INTEGER);
    DoubleVector log2e = DoubleVector.broadcast(SPECIES, Elementary.LOG2_E);
    DoubleVector high = DoubleVector.broadcast(SPECIES, -Elementary.LN2_HIGH);
    DoubleVector low = DoubleVector.broadcast(SPECIES, -Elementary.LN2_LOW);
    double[] terms = Elementary.EXP;
    for (int i = 0; i < end; i += SPECIES.length()) {
      DoubleVector bounded = DoubleVector.fromArray(SPECIES, x, i).max(Elementary.LEAST);
      DoubleVector shifted = bounded.fma(log2e, integer);
      DoubleVector powers = shifted.sub(integer);
      DoubleVector rest = powers.fma(low, powers.fma(high, bounded));
      DoubleVector sum = DoubleVector.broadcast(SPECIES, terms[terms.length - 1]);
      for (int k = terms.length - 2; k >= 0; k--) {
        sum = sum.fma(rest, DoubleVector.broadcast(SPECIES, terms[k]));
      }
      LongVector exponent =
          shifted
              .reinterpretAsLongs()
              .add(Elementary.EXPONENT_BIAS)
              .lanewise(VectorOperators.LSHL, Elementary.FRACTION_BITS);
      sum.mul(exponent.reinterpretAsDoubles()).intoArray(x, i);
    }
    return end;
  }

  /** Returns how many elements it has done; what does not fill a vector is left. */
  static int log1p(double[] x, int length) {
    int end = SPECIES.loopBound(length);
    double[] terms = Elementary.LOG;
    for (int i = 0; i < end; i += SPECIES.length()) {
      DoubleVector argument = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector s = argument.div(argument.add(2));
      DoubleVector square = s.mul(s);
      DoubleVector sum = DoubleVector.broadcast(SPECIES, terms[terms.length - 1]);
      for (int k = terms.length - 2; k >= 0; k--) {
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, terms[k]));
      }
      sum.mul(s.add(s)).intoArray(x, i);
    }
    return end;
  }
}
