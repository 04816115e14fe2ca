package io.fallline.spark;

import io.fallline.core.math.TreeSum;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.GradientSum;
import java.util.List;

/** What a task made of a command, as it came to the driver. */
sealed interface Sums {
  /** Ready for use; one of the two is null. */
  record Handed(
      List<TreeSum.Node<GradientSum>> gradients, List<TreeSum.Node<Evaluation>> evaluations)
      implements Sums {}

  /** Gradients from another process: an ask as it stands on the wire. */
  record Wired(byte[] ask) implements Sums {}
}
