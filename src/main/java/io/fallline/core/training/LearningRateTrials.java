package io.fallline.core.training;

import io.fallline.core.failure.Failure;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.network.CurvatureAggregate;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.schedule.LearningRateRangeTest;
import io.fallline.core.schedule.WarmupSchedule;
import io.fallline.core.training.BatchPlan.Batch;
import io.fallline.core.training.NonFiniteSearch.NonFiniteRow;
import io.fallline.core.training.TrainingListener.StepRecord;
import io.fallline.core.training.TrainingOptions.NonFinitePolicy;
import java.util.Arrays;

/**
 * The short trainings of a learning-rate range test: a training as configured, but at a constant
 * rate and for a given number of steps. Nothing is evaluated.
 *
 * @param options how the training is configured
 * @param dropout whether steps over the same rows differ
 * @param gradients computes the gradient of each batch
 * @param start the first parameters, and what labels are counted in
 * @param threads share the driver's arithmetic; the result does not depend on how many there are
 */
public record LearningRateTrials(
    TrainingOptions options,
    boolean dropout,
    GradientComputer gradients,
    TrainingState start,
    SpinningThreadPool threads)
    implements LearningRateRangeTest.Trials {

  @Override
  public double[] losses(double rate, int steps) {
    return rate == 0 ? atStart(steps) : along(rate, steps);
  }

  private double[] atStart(int steps) {
    float[] parameters = ParameterLayout.float32(start.parameters());
    double[] losses = new double[steps];
    boolean same = !dropout && options.batches().batchSize() == options.batches().sizes().rows();
    for (int step = 0; step < (same ? Math.min(1, steps) : steps); step++) {
      Batch batch = options.batches().batch(step);
      GradientAggregate aggregate = gradients.at(parameters, batch);
      losses[step] = options.objective().loss(aggregate);
      if (aggregate.weight() > 0 && !Double.isFinite(losses[step])) {
        NonFiniteRow row = gradients.nonFiniteRow(parameters, batch);
        throw new Failure(
            Failure.Kind.TRAINING,
            "before any step the loss of batch "
                + (step + 1)
                + " is "
                + losses[step]
                + (row.equals(NonFiniteRow.NONE) ? "" : "; " + row)
                + "; expected a finite number");
      }
    }
    if (same) {
      Arrays.fill(losses, losses[0]);
    }
    return losses;
  }

  private double[] along(double rate, int steps) {
    double[] losses = new double[steps];
    int[] taken = {0};
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void stepEnded(StepRecord step) {
            losses[taken[0]++] = step.loss();
          }
        };
    TrainingState state = TrainingState.start(start.parameters(), options.optimizer());
    state.setLabelUnit(start.labelUnit());
    try {
      new TrainingLoop(at(rate, steps), new StepsAlone(gradients), listener, threads).run(state);
    } catch (Failure failed) {
      // that a rate is too large is what a trial is to find out
      if (failed.kind() != Failure.Kind.TRAINING) {
        throw failed;
      }
    }
    return Arrays.copyOf(losses, taken[0]);
  }

  private TrainingOptions at(double rate, int steps) {
    return new TrainingOptions(
        options.batches(),
        options.objective(),
        options.clipping(),
        options.optimizer(),
        new WarmupSchedule(
            (moment, state) -> moment.baseRate(),
            rate,
            0,
            options.batches().stepsPerEpoch(),
            steps),
        options.softThreshold(),
        new StoppingRules(
            steps, // epochs, of a step at least
            steps,
            -1,
            Double.NEGATIVE_INFINITY,
            () -> false,
            () -> false),
        options.watched(),
        null,
        null,
        NonFinitePolicy.FAIL);
  }

  /** Gradients of a computer that goes on to be used when a trial has diverged. */
  private record StepsAlone(GradientComputer computer) implements GradientComputer {
    @Override
    public GradientAggregate at(float[] parameters, Batch batch) {
      return computer.at(parameters, batch);
    }

    @Override
    public Evaluation evaluate(float[] parameters, DataSplit split) {
      return Evaluation.EMPTY;
    }

    @Override
    public CurvatureAggregate curvature(double[] parameters, DataSplit split) {
      return computer.curvature(parameters, split);
    }

    /** Not looked for: that would be the last thing the computer did. */
    @Override
    public NonFiniteRow nonFiniteRow(float[] parameters, Batch batch) {
      return NonFiniteRow.NONE;
    }

    @Override
    public void close() {
      computer.close();
    }
  }
}
