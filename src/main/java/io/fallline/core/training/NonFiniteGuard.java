package io.fallline.core.training;

import io.fallline.core.failure.Failure;
import io.fallline.core.training.BatchPlan.Batch;
import io.fallline.core.training.NonFiniteSearch.NonFiniteRow;
import io.fallline.core.training.TrainingOptions.NonFinitePolicy;
import java.util.function.Supplier;

/** Guards a training against numbers that are not finite: it never goes on from one. */
record NonFiniteGuard(
    NonFinitePolicy policy, TrainingListener listener, GradientComputer gradients) {
  /**
   * More than this many batches left out in a row, or rollbacks in all, end the training: it is not
   * going to recover.
   */
  private static final int MOST = 10;

  /** Training begins, or goes on: within an epoch, the state knows how that epoch began. */
  void begin(TrainingState state) {
    if (state.epochStart == null) {
      keep(state);
    }
  }

  /** Remembers the state in which an epoch begins. */
  void keep(TrainingState state) {
    if (policy == NonFinitePolicy.ROLLBACK) {
      state.keepAsEpochStart();
    }
  }

  double rateFactor(TrainingState state) {
    return StrictMath.pow(0.5, state.rollbacks);
  }

  /** Whether the step may be taken; if not, the state is already the one to go on from. */
  boolean accepts(double loss, double gradientNorm, Batch batch, TrainingState state) {
    if (Double.isFinite(loss) && Double.isFinite(gradientNorm)) {
      state.skips = 0;
      return true;
    }
    String what =
        Double.isFinite(loss) ? "the gradient's norm is " + gradientNorm : "the loss is " + loss;
    String where = place(batch) + what;
    if (policy == NonFinitePolicy.SKIP && state.skips < MOST) {
      state.skips++;
      listener.warned(where + "; left this batch out, " + state.skips + " in a row");
      state.advance();
      return false;
    }
    return rolledBack(where, () -> row(batch, state), state);
  }

  /** Which row it was, where one can be found. */
  private String row(Batch batch, TrainingState state) {
    NonFiniteRow row = gradients.nonFiniteRow(state.rounded(), batch);
    return row.equals(NonFiniteRow.NONE) ? "" : "; " + row;
  }

  /** As {@link #accepts}, of the parameters, by the largest magnitude among them. */
  boolean acceptsParameters(double largest, Batch batch, TrainingState state) {
    return Double.isFinite(largest)
        || rolledBack(
            place(batch) + "a parameter became " + (Double.isNaN(largest) ? "NaN" : "infinite"),
            () -> "",
            state);
  }

  private static String place(Batch batch) {
    return "step " + (batch.step() + 1) + " (epoch " + (batch.epoch() + 1) + "): ";
  }

  private boolean rolledBack(String where, Supplier<String> row, TrainingState state) {
    if (policy != NonFinitePolicy.ROLLBACK || state.rollbacks >= MOST) {
      String tried =
          switch (policy) {
            case FAIL -> "";
            case SKIP -> "; leaving out " + state.skips + " batches in a row did not help";
            case ROLLBACK ->
                "; halving the learning rate " + state.rollbacks + " times did not help";
          };
      throw new Failure(
          Failure.Kind.TRAINING,
          where
              + row.get()
              + tried
              + "; expected finite numbers: lower optimizer.learningRate, or set training.clipNorm");
    }
    state.rollBack();
    listener.warned(where + "; went back to step " + state.step() + " at half the learning rate");
    return false;
  }
}
