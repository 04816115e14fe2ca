package io.fallline.core.optimizer;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * An update rule: makes new parameters of a gradient. A rule holds its settings only; all that
 * changes from step to step lives in the {@link OptimizerState}, so that it can be saved by name
 * and go on elsewhere.
 *
 * <p>Each step the loop calls {@link #beginStep} once and then {@link #update} for disjoint ranges
 * that cover all coordinates, possibly on several threads: coordinates must not depend on one
 * another.
 */
public interface Optimizer {
  /** Names of the rule's vectors, one number a coordinate each, all zero before the first step. */
  List<String> slots();

  /**
   * Which form of its formula this is, from 1: a rule whose formula changes counts on, so that no
   * training goes on by one form from what another has left.
   */
  default int form() {
    return 1;
  }

  /**
   * What a step needs once rather than for each coordinate, such as a running product; kept in the
   * state's numbers.
   */
  default void beginStep(OptimizerState state) {}

  /** Changes the parameters of a step in place. */
  void update(UpdateStep step);

  /**
   * The step that the rule gives a constant gradient of 1 at this coordinate, after {@link
   * #update}: L1's proximal step shrinks a weight by l1 times this, so that the fixed point is the
   * minimum of the stated objective.
   */
  double stepSize(int coordinate, double learningRate, OptimizerState state);

  /**
   * The learning rate to begin with where short trials say little: of a rule that adapts a rate to
   * each coordinate by all that it has seen. Empty: trials find one.
   */
  default OptionalDouble standardRate() {
    return OptionalDouble.empty();
  }

  /** The penalties that this rule can be combined with. */
  default Set<Penalty> penalties() {
    return EnumSet.allOf(Penalty.class);
  }

  /**
   * Whether a coordinate whose gradient is 0 keeps its parameter and slots, so that sparse
   * gradients can stay sparse.
   */
  default boolean leavesUntouchedCoordinatesAlone() {
    return false;
  }

  /**
   * The penalties of the {@code regularization} section; a rule says which of them it can be
   * combined with.
   */
  public enum Penalty {
    L1,
    L2
  }
}
