package io.fallline.core.path;

import io.fallline.core.function.PlaneFunction;
import io.fallline.core.function.Point;
import io.fallline.core.function.Window;
import io.fallline.core.math.RandomStream;
import io.fallline.core.math.Range;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.OptimizerState;
import io.fallline.core.optimizer.UpdateStep;
import io.fallline.core.schedule.ScheduleState;
import io.fallline.core.schedule.WarmupSchedule;
import java.util.ArrayList;
import java.util.List;

/**
 * Traces the path of an update rule down a function of two variables: the rule and the schedule
 * that a training uses, with a function's gradient in place of a batch's. A step is an epoch, as
 * with full batches.
 *
 * @param rule the update rule whose path is traced
 * @param rate the learning rate of each step; its planned steps are those of a path
 * @param noise deviation of the normal noise on each number of a gradient, as the rows of a
 *     mini-batch have it; 0 for none
 * @param gradientNorm a path ends after a step whose gradient norm was this or less; negative:
 *     never
 */
public record PathTracer(Optimizer rule, WarmupSchedule rate, double noise, double gradientNorm) {
  private static final long SEED = 1;

  /** How far a path may leave a window, and come back: one width or height around it. */
  private static final double ROOM = 3;

  /**
   * The path from this point. Every rule and rate meets the same noise.
   *
   * @param window paths end where they are far outside of it
   */
  public DescentPath from(Point start, PlaneFunction function, Window window) {
    Window room = window.enlarged(ROOM);
    RandomStream stream = RandomStream.of(SEED);
    OptimizerState state = OptimizerState.start(rule, 2);
    ScheduleState rateState = new ScheduleState();
    List<Point> points = new ArrayList<>(List.of(start));
    List<Double> rates = new ArrayList<>();
    Point at = start;
    DescentPath.End end = null;
    while (end == null && rates.size() < rate.plannedSteps()) {
      Point gradient = function.gradient(at).plus(noise(stream));
      double learningRate = rate.at(rates.size(), rateState);
      Point next = step(at, gradient, learningRate, state);
      if (!next.isFinite() || !Double.isFinite(function.value(next))) {
        end = DescentPath.End.NOT_FINITE;
      } else {
        at = next;
        points.add(at);
        rates.add(learningRate);
        rate.epochEnded(rates.size(), function.value(at), rateState);
        end = endAt(at, gradient, room);
      }
    }
    return new DescentPath(points, rates, end == null ? DescentPath.End.STEPS : end);
  }

  private Point step(Point at, Point gradient, double learningRate, OptimizerState state) {
    double[] parameters = {at.x(), at.y()};
    state.advance();
    rule.beginStep(state);
    rule.update(
        new UpdateStep(
            Range.all(parameters),
            parameters,
            new double[] {gradient.x(), gradient.y()},
            learningRate,
            state));
    return new Point(parameters[0], parameters[1]);
  }

  private Point noise(RandomStream stream) {
    return noise == 0
        ? new Point(0, 0)
        : new Point(stream.nextGaussian(), stream.nextGaussian()).times(noise);
  }

  private DescentPath.End endAt(Point at, Point gradient, Window room) {
    if (!room.contains(at)) {
      return DescentPath.End.LEFT_WINDOW;
    }
    return gradient.norm() <= gradientNorm ? DescentPath.End.GRADIENT_NORM : null;
  }

  /**
   * The path of an update rule on a function of two variables.
   *
   * @param points the start, then one a step; all finite
   * @param learningRates of each step: one fewer than points
   * @param end why the path ends after its last point
   */
  public record DescentPath(List<Point> points, List<Double> learningRates, End end) {
    /** Why a path ended. */
    public enum End {
      /** It has all its steps. */
      STEPS,
      /** A step's gradient was as small as somebody wanted. */
      GRADIENT_NORM,
      /** Its last point lies far outside the window. */
      LEFT_WINDOW,
      /** The next point would have been no number. */
      NOT_FINITE
    }

    public DescentPath {
      points = List.copyOf(points);
      learningRates = List.copyOf(learningRates);
      if (points.size() != learningRates.size() + 1) {
        throw new IllegalArgumentException(
            points.size() + " points for " + learningRates.size() + " steps");
      }
    }

    public int steps() {
      return learningRates.size();
    }

    public Point last() {
      return points.get(points.size() - 1);
    }
  }
}
