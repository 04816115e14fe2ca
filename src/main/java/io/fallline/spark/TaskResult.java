package io.fallline.spark;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.CurvatureAggregate;
import io.fallline.core.model.GradientAggregate;
import java.util.List;

/** What a task made of a command, as it came to the driver. */
sealed interface TaskResult {
  /** Ready for use; all but one are null. */
  record Handed(
      List<TreeReduction.Node<GradientAggregate>> gradients,
      List<TreeReduction.Node<Evaluation>> evaluations,
      List<TreeReduction.Node<CurvatureAggregate>> curvatures)
      implements TaskResult {
    static Handed gradients(List<TreeReduction.Node<GradientAggregate>> nodes) {
      return new Handed(nodes, null, null);
    }

    static Handed evaluations(List<TreeReduction.Node<Evaluation>> nodes) {
      return new Handed(null, nodes, null);
    }

    static Handed curvatures(List<TreeReduction.Node<CurvatureAggregate>> nodes) {
      return new Handed(null, null, nodes);
    }
  }

  /** Gradients or curvatures from another process: a request as it stands on the wire. */
  record Wired(byte[] ask) implements TaskResult {}
}
