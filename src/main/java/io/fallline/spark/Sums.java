package io.fallline.spark;

import io.fallline.core.math.TreeSum;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.CurvatureSum;
import io.fallline.core.model.GradientSum;
import java.util.List;

/** What a task made of a command, as it came to the driver. */
sealed interface Sums {
  /** Ready for use; all but one are null. */
  record Handed(
      List<TreeSum.Node<GradientSum>> gradients,
      List<TreeSum.Node<Evaluation>> evaluations,
      List<TreeSum.Node<CurvatureSum>> curvatures)
      implements Sums {
    static Handed gradients(List<TreeSum.Node<GradientSum>> nodes) {
      return new Handed(nodes, null, null);
    }

    static Handed evaluations(List<TreeSum.Node<Evaluation>> nodes) {
      return new Handed(null, nodes, null);
    }

    static Handed curvatures(List<TreeSum.Node<CurvatureSum>> nodes) {
      return new Handed(null, null, nodes);
    }
  }

  /** Gradients or curvatures from another process: an ask as it stands on the wire. */
  record Wired(byte[] ask) implements Sums {}
}
