package io.fallline.engine.resident;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.network.CurvatureAggregate;
import io.fallline.core.network.GradientAggregate;
import java.util.List;
import java.util.function.Function;

/**
 * What a resident task made of a {@link ResidentTaskCommand}: sums over its shards, added along the
 * tree as far as they go. {@link ResidentCodec} has it as bytes.
 */
sealed interface TaskResult {
  /** The result of a {@link ResidentTaskCommand.Step}; what came as bytes, in these arrays. */
  default List<TreeReduction.Node<GradientAggregate>> gradients(FloatArrayPool arrays) {
    throw isNot("gradients");
  }

  /** The result of a {@link ResidentTaskCommand.Evaluate}. */
  default List<TreeReduction.Node<Evaluation>> evaluations() {
    throw isNot("evaluations");
  }

  /** The result of a {@link ResidentTaskCommand.Curvature}. */
  default List<TreeReduction.Node<CurvatureAggregate>> curvatures() {
    throw isNot("second derivatives");
  }

  private static IllegalStateException isNot(String wanted) {
    return new IllegalStateException("a task was asked for " + wanted + " and sent something else");
  }

  /**
   * Gradients, of which the driver's thread that trains reads those that came as bytes.
   *
   * @param reading gives them, in arrays of a pool where they came as bytes
   */
  record Gradients(Function<FloatArrayPool, List<TreeReduction.Node<GradientAggregate>>> reading)
      implements TaskResult {
    static Gradients of(List<TreeReduction.Node<GradientAggregate>> nodes) {
      return new Gradients(arrays -> nodes);
    }

    @Override
    public List<TreeReduction.Node<GradientAggregate>> gradients(FloatArrayPool arrays) {
      return reading.apply(arrays);
    }
  }

  /** Loss and metrics. */
  record Evaluations(List<TreeReduction.Node<Evaluation>> evaluations) implements TaskResult {}

  /** Loss, gradients and second derivatives in float64. */
  record Curvatures(List<TreeReduction.Node<CurvatureAggregate>> curvatures)
      implements TaskResult {}
}
