package io.fallline.suites;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.util.TestingUtils;

/**
 * How far from a constant Spark's suite lets its own model be, measured by Spark's own comparison.
 */
sealed interface Tolerance {
  /** Every element within a share of the smaller of the two numbers. */
  record Relative(double share) implements Tolerance {}

  /** Every element within a distance. */
  record Absolute(double distance) implements Tolerance {}

  static Tolerance relative(double share) {
    return new Relative(share);
  }

  static Tolerance absolute(double distance) {
    return new Absolute(distance);
  }

  default void assertHolds(String what, double[] expected, double[] actual) {
    Vector ours = Vectors.dense(actual);
    var theirs = TestingUtils.VectorWithAlmostEquals(Vectors.dense(expected));
    boolean holds =
        TestingUtils.VectorWithAlmostEquals(ours)
            .$tilde$eq(
                this instanceof Relative relative
                    ? theirs.relTol(relative.share)
                    : theirs.absTol(((Absolute) this).distance));
    assertTrue(holds, () -> what + ": " + ours + " is not within " + this + " of " + theirs.x());
  }
}
