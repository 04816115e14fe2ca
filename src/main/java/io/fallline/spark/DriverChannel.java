package io.fallline.spark;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.CurvatureAggregate;
import io.fallline.core.model.GradientAggregate;
import java.util.List;

/** A resident task's way to the driver. Every call waits for the next command; none is WAIT. */
interface DriverChannel extends AutoCloseable {
  ResidentTaskCommand join();

  /**
   * Delivers what command {@code done} asked for.
   *
   * @param nanos how long it took to compute
   */
  ResidentTaskCommand gradients(
      long done, long nanos, List<TreeReduction.Node<GradientAggregate>> nodes);

  /** Delivers what command {@code done} asked for. */
  ResidentTaskCommand evaluations(long done, List<TreeReduction.Node<Evaluation>> nodes);

  /** Delivers what command {@code done} asked for. */
  ResidentTaskCommand curvatures(long done, List<TreeReduction.Node<CurvatureAggregate>> nodes);

  @Override
  void close();
}
