package io.fallline.core.training;

import io.fallline.core.math.EuclideanNorm;
import io.fallline.core.math.Range;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.optimizer.OptimizerState;
import io.fallline.core.optimizer.UpdateStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Updates the parameters by the gradients of a batch, a block of coordinates at a time, on as many
 * threads as pay. The blocks are the same however many threads there are, and so are the bits.
 */
final class ParameterUpdater {
  /** Few enough for a processor's cache, enough to pay for a call. */
  private static final int BLOCK = 2048;

  /** A thread is worth waking for this many blocks. */
  private static final int BLOCKS_A_THREAD = 4;

  private final TrainingOptions options;
  private final TrainingState state;
  private final SpinningThreadPool threads;
  private final LabelUnit labels;
  private final List<Range> allBlocks;
  private List<Range> blocks;
  private int[] touched;
  private int outputFrom;
  private double[] gradient = new double[0];
  private double[] ofBlock = new double[0];

  ParameterUpdater(TrainingOptions options, TrainingState state, SpinningThreadPool threads) {
    this.options = options;
    this.state = state;
    this.threads = threads;
    labels = options.labelUnit(state);
    allBlocks = Range.cut(options.objective().ranges(), BLOCK);
  }

  /**
   * Works out the gradient of the objective, and returns its norm; changes no parameter.
   *
   * @param aggregate of a batch whose rows weigh something
   */
  double prepare(GradientAggregate aggregate) {
    Objective objective = options.objective();
    touched = onlyTouchedChange(aggregate) ? aggregate.indices() : null;
    List<Range> ranges =
        touched == null ? objective.ranges() : ActiveParameters.within(touched, objective.ranges());
    blocks = touched == null ? allBlocks : Range.cut(ranges, BLOCK);
    outputFrom = ranges.get(ranges.size() - labels.outputRanges()).from();
    makeRoom();
    double factor = objective.gradientFactor(aggregate);
    float[] total =
        touched == null
            ? aggregate.allCoordinates(state.parameters().length)
            : aggregate.gradient();
    overBlocks(
        b -> {
          Range block = blocks.get(b);
          objective.meanGradient(block, factor, total, state.parameters(), gradient);
          ofBlock[b] = EuclideanNorm.squares(gradient, block.from(), block.to());
        });
    double squares = 0;
    for (int b = 0; b < blocks.size(); b++) {
      squares += ofBlock[b];
    }
    return EuclideanNorm.of(squares, gradient, size());
  }

  /**
   * Clips the prepared gradient and changes the parameters by it.
   *
   * @return the largest magnitude among the parameters it may have changed; infinite or NaN if one
   *     of them became so
   */
  double update(double learningRate) {
    options.clipping().clip(gradient, size());
    state.optimizer().advance();
    options.optimizer().beginStep(state.optimizer());
    ActiveParameters changing =
        touched == null ? ActiveParameters.all(state) : ActiveParameters.gathered(touched, state);
    overBlocks(b -> ofBlock[b] = update(blocks.get(b), changing, learningRate));
    changing.putBack(state);
    double largest = 0;
    for (int b = 0; b < blocks.size(); b++) {
      largest = Math.max(largest, ofBlock[b]);
    }
    return largest;
  }

  private double update(Range block, ActiveParameters changing, double learningRate) {
    double[] parameters = changing.parameters();
    float[] rounded = changing.rounded();
    boolean output = block.from() >= outputFrom;
    if (!labels.isOne()) {
      labels.enter(block, output, parameters, gradient);
    }
    UpdateStep step =
        new UpdateStep(block, parameters, gradient, learningRate, changing.optimizer());
    options.optimizer().update(step);
    options.softThreshold().times(labels.gradientFactor(output)).apply(options.optimizer(), step);
    if (!labels.isOne()) {
      labels.leave(block, output, parameters);
    }
    // two loops: a processor's vector instructions do each
    for (int i = block.from(); i < block.to(); i++) {
      rounded[i] = (float) parameters[i];
    }
    double largest = 0;
    for (int i = block.from(); i < block.to(); i++) {
      largest = Math.max(largest, Math.abs(parameters[i]));
    }
    return largest;
  }

  /** Whether what a sparse gradient does not have stays as it is. */
  private boolean onlyTouchedChange(GradientAggregate aggregate) {
    return aggregate.indices() != null
        && options.optimizer().leavesUntouchedCoordinatesAlone()
        && options.objective().l2() == 0
        && options.softThreshold().l1() == 0;
  }

  private int size() {
    return touched == null ? state.parameters().length : touched.length;
  }

  private void makeRoom() {
    if (gradient.length < size()) {
      gradient = new double[size()];
    }
    if (ofBlock.length < blocks.size()) {
      ofBlock = new double[blocks.size()];
    }
  }

  private void overBlocks(IntConsumer work) {
    int count = blocks.size();
    int pieces = Math.max(1, Math.min(threads.size(), count / BLOCKS_A_THREAD));
    threads.run(
        pieces,
        piece -> {
          int end = (int) ((long) count * (piece + 1) / pieces);
          for (int b = (int) ((long) count * piece / pieces); b < end; b++) {
            work.accept(b);
          }
        });
  }

  /**
   * The parameters that a step changes: all coordinates of a training, or, gathered side by side,
   * the few that a sparse gradient has touched. A rule works on either with the same loops, and
   * since coordinates do not depend on one another, to the same bits.
   *
   * @param indices where the gathered ones belong, ascending; null where these are all
   */
  record ActiveParameters(
      int[] indices, double[] parameters, float[] rounded, OptimizerState optimizer) {

    static ActiveParameters all(TrainingState state) {
      return new ActiveParameters(null, state.parameters(), state.rounded(), state.optimizer());
    }

    static ActiveParameters gathered(int[] indices, TrainingState state) {
      double[] parameters = new double[indices.length];
      for (int k = 0; k < indices.length; k++) {
        parameters[k] = state.parameters()[indices[k]];
      }
      float[] rounded = new float[indices.length];
      return new ActiveParameters(indices, parameters, rounded, state.optimizer().at(indices));
    }

    /** Returns what was gathered to where it belongs. */
    void putBack(TrainingState state) {
      if (indices == null) {
        return;
      }
      for (int k = 0; k < indices.length; k++) {
        state.parameters()[indices[k]] = parameters[k];
        state.rounded()[indices[k]] = rounded[k];
      }
      state.optimizer().putBack(indices, optimizer);
    }

    /** Ranges of all coordinates, counted in places among gathered ones. */
    static List<Range> within(int[] indices, List<Range> ranges) {
      List<Range> within = new ArrayList<>();
      for (Range range : ranges) {
        within.add(
            new Range(place(indices, range.from()), place(indices, range.to()), range.bias()));
      }
      return within;
    }

    /** How many indices are below this one. */
    private static int place(int[] indices, int index) {
      int found = Arrays.binarySearch(indices, index);
      return found < 0 ? -found - 1 : found;
    }
  }
}
