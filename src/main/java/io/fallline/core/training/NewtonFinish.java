package io.fallline.core.training;

import io.fallline.core.loss.LabelKind;
import io.fallline.core.loss.Loss;
import io.fallline.core.math.EuclideanNorm;
import io.fallline.core.network.CurvatureAggregate;
import io.fallline.core.network.HessianLayout;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.training.TrainingListener.FinishPass;

/**
 * The finish of a training: damped Newton steps over all training rows, from where mini-batch
 * descent has ended to the minimum of the objective: for small linear models, whose second
 * derivatives fit into memory. Each pass looks at one candidate; it is accepted only where the
 * objective falls, else the step is damped.
 *
 * <p>Levenberg, 1944; Marquardt, "An Algorithm for Least-Squares Estimation of Nonlinear
 * Parameters", 1963. Why these figures: docs/decisions/finish.md.
 */
public final class NewtonFinish {
  /** Over the rows, in all. */
  public static final int MOST_PASSES = 15;

  private static final int MOST_WEIGHTS = 1000;

  /** Each pair of outputs has a matrix, and each row a number for each pair. */
  private static final int MOST_OUTPUTS = 300;

  /** What may be left to gain in the end, of the objective's size and of what was gained. */
  private static final double TOLERANCE = 1e-8;

  /**
   * What may be left of a negative log likelihood over all rows, in nats: far less than a parameter
   * is worth. A weight that grows without bound, as a category's does whose rows all have one
   * label, gains less with each pass and never nothing.
   */
  private static final double NATS = 1e-3;

  /** The most that they may be of the objective's size, where rows are few. */
  private static final double LARGEST_TOLERANCE = 1e-5;

  /** Passes after it settle on the penalty that was estimated by then. */
  private static final int LAST_ESTIMATE = 10;

  private final TrainingOptions options;
  private final GradientComputer gradients;
  private final TrainingListener listener;
  private final HessianLayout layout;
  private final Loss loss;
  private final int outputs;

  /**
   * @param network one that it {@link #applies} to
   */
  public NewtonFinish(
      NetworkSpec network,
      TrainingOptions options,
      GradientComputer gradients,
      TrainingListener listener) {
    this.options = options;
    this.gradients = gradients;
    this.listener = listener;
    layout = HessianLayout.of(network);
    loss = options.objective().loss();
    outputs = network.outputs();
  }

  /**
   * Whether there is one for this model.
   *
   * @param l1 the penalty that is not smooth
   */
  public static boolean applies(NetworkSpec network, double l1) {
    return network.hidden().isEmpty()
        && network.createLoss().hasCurvature()
        && l1 == 0
        && network.outputs() <= MOST_OUTPUTS
        && (long) network.inputs() * network.outputs() <= MOST_WEIGHTS;
  }

  /**
   * Goes on from this state, in which the descent has ended or an earlier finish was interrupted.
   *
   * @param after why the descent ended; one that was interrupted knows it
   */
  public FinishEnd run(TrainingState state, String after) {
    if (state.finish() == null) {
      state.finish = new FinishState(after, options.objective().l2());
    }
    FinishState finish = state.finish();
    String ended = reason(finish);
    if (ended != null && finish.passes == 0) {
      return new FinishEnd(ended, 0, Double.NaN, Double.NaN, Double.NaN, 0);
    }
    QuadraticModel here = at(state.parameters(), finish);
    if (finish.passes == 0) {
      begin(here, state);
      ended = reason(finish);
    }
    while (ended == null) {
      QuadraticModel.Step step = here.isFinite() ? here.step(finish.l2(), finish.damping) : null;
      if (step == null) {
        ended = "notFinite";
      } else if (step.gain() > tolerance(here, finish)) {
        here = pass(here, step, state);
        ended = reason(finish);
      } else {
        ended = "settled";
      }
    }
    return new FinishEnd(
        ended,
        finish.passes,
        finish.firstLoss,
        here.loss(),
        here.dispersion(loss.labels().isClass()),
        finish.estimatedL2);
  }

  /**
   * Goes on with the rows that were held out among those that are trained on: what they were held
   * out for has been decided by then. The penalty stays what it is, where it was estimated.
   */
  public FinishEnd refit(TrainingState state) {
    FinishState finish = state.finish();
    if (!finish.isRefit()) {
      finish.refit = true;
      finish.damping = 0;
      finish.passes++;
    }
    return run(state, finish.after());
  }

  /** Why no other pass is taken, or null if one is. */
  private String reason(FinishState finish) {
    if (options.stopping().terminated().getAsBoolean()) {
      return StoppingRules.TERMINATED;
    }
    if (options.stopping().timeIsUp().getAsBoolean()) {
      return "minutes";
    }
    return finish.passes >= MOST_PASSES ? "passes" : null;
  }

  private QuadraticModel at(double[] parameters, FinishState finish) {
    CurvatureAggregate aggregate = gradients.curvature(parameters, DataSplit.TRAIN);
    if (finish.isRefit()) {
      aggregate =
          CurvatureAggregate.add(aggregate, gradients.curvature(parameters, DataSplit.VALIDATION));
    }
    return new QuadraticModel(parameters.clone(), options.objective().ranges(), aggregate, layout);
  }

  /** The first pass looks where training has ended. */
  private void begin(QuadraticModel here, TrainingState state) {
    FinishState finish = state.finish();
    finish.passes++;
    if (here.isFinite()) {
      finish.firstLoss = here.loss();
      reconsiderPenalty(here, finish);
    }
    tell(here, true, state);
  }

  /** Looks at one candidate; returns where training goes on from. */
  private QuadraticModel pass(QuadraticModel here, QuadraticModel.Step step, TrainingState state) {
    FinishState finish = state.finish();
    double[] candidate = state.parameters().clone();
    for (int i = 0; i < candidate.length; i++) {
      candidate[i] += step.change()[i];
    }
    QuadraticModel there = at(candidate, finish);
    finish.passes++;
    double fall = here.objective(finish.l2()) - there.objective(finish.l2());
    boolean falls = fall > 0 && there.isFinite();
    if (falls) {
      state.moveTo(candidate);
      finish.damping = Damping.afterFall(finish.damping, fall / step.gain());
      reconsiderPenalty(there, finish);
    } else {
      finish.damping = Damping.afterRise(finish.damping, here, there, step, finish.l2());
    }
    tell(there, falls, state);
    return falls ? there : here;
  }

  private void reconsiderPenalty(QuadraticModel at, FinishState finish) {
    if (!loss.labels().isClass() || at.rows() == 0) {
      return;
    }
    if (finish.passes > LAST_ESTIMATE || finish.isRefit()) {
      return;
    }
    if (finish.estimatedL2 > 0) {
      double next = EstimatedPenalty.next(at, finish.l2());
      finish.estimatedL2 = Math.max(finish.configuredL2, next);
    } else if (finish.l2() < EstimatedPenalty.largest(at)
        && EstimatedPenalty.isNeeded(at, outputs)) {
      finish.estimatedL2 = EstimatedPenalty.largest(at);
      finish.damping = 0;
    }
  }

  private double tolerance(QuadraticModel here, FinishState finish) {
    double fallen = finish.firstLoss - here.loss(); // the loss itself may go to 0
    double size = Math.max(Math.abs(here.objective(finish.l2())), fallen);
    if (loss.labels() == LabelKind.COUNT) {
      size += here.meanCurvature(); // the loss of a count goes through 0
    }
    double nats = loss.labels() == LabelKind.NUMBER ? 0 : NATS / Math.max(1, here.rows());
    return Math.max(TOLERANCE * size, Math.min(LARGEST_TOLERANCE * size, nats));
  }

  private void tell(QuadraticModel at, boolean isAccepted, TrainingState state) {
    FinishState finish = state.finish();
    double[] gradient = at.gradient(finish.l2());
    listener.finishPassed(
        new FinishPass(
            finish.passes,
            state.step(),
            options.batches().batch(Math.max(0, state.step() - 1)).epoch() + 1,
            at.rows(),
            at.loss(),
            at.objective(finish.l2()),
            EuclideanNorm.of(gradient, gradient.length),
            finish.l2(),
            isAccepted));
    listener.stateReached(state);
  }
}
