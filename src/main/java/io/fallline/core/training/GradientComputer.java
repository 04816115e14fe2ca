package io.fallline.core.training;

import io.fallline.core.metric.Evaluation;
import io.fallline.core.network.CurvatureAggregate;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.training.BatchPlan.Batch;
import io.fallline.core.training.NonFiniteSearch.NonFiniteRow;

/**
 * The engine of a training: computes the gradient of a batch on threads of this process, or on a
 * cluster, to the same bits.
 */
public interface GradientComputer extends AutoCloseable {
  /**
   * The sums over the batch's rows at these parameters. The result belongs to the caller, who may
   * add into it, until the next call.
   *
   * @param parameters float32, as rows meet them; they stay as they are until this returns
   */
  GradientAggregate at(float[] parameters, Batch batch);

  /**
   * Loss and metrics over all rows of a split, by row weights alone; {@link Evaluation#EMPTY} where
   * it has no rows.
   */
  Evaluation evaluate(float[] parameters, DataSplit split);

  /**
   * Loss, gradient and second derivatives over all rows of a split that has some, of a network
   * without hidden layers whose loss has a curvature. The result belongs to the caller.
   *
   * @param parameters float64, as they are
   */
  CurvatureAggregate curvature(double[] parameters, DataSplit split);

  /**
   * A row of the batch whose loss or gradient is not finite by itself, so far as it can be found;
   * {@link NonFiniteRow#NONE} otherwise. To be asked before training ends for it: afterwards {@link
   * #close} is all that may be called.
   */
  NonFiniteRow nonFiniteRow(float[] parameters, Batch batch);

  @Override
  void close();
}
