package io.fallline.spark;

import io.fallline.core.math.TreeSum;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.CurvatureSum;
import io.fallline.core.model.GradientSum;
import java.util.List;

/** A resident task's way to the driver. Every call waits for the next command; none is WAIT. */
interface DriverDoor extends AutoCloseable {
  Command join();

  /**
   * Delivers what command {@code done} asked for.
   *
   * @param nanos how long it took to compute
   */
  Command gradients(long done, long nanos, List<TreeSum.Node<GradientSum>> nodes);

  /** Delivers what command {@code done} asked for. */
  Command evaluations(long done, List<TreeSum.Node<Evaluation>> nodes);

  /** Delivers what command {@code done} asked for. */
  Command curvatures(long done, List<TreeSum.Node<CurvatureSum>> nodes);

  @Override
  void close();
}
