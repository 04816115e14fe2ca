package io.fallline.job.training;

import io.fallline.configuration.HeldOut;
import io.fallline.configuration.JobConfiguration;
import io.fallline.configuration.TrainingSection;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.training.ConvergenceMonitor;
import io.fallline.core.training.NewtonFinish;
import java.util.Set;

/** Which trainings end with Newton steps. */
final class NewtonFinishPolicy {
  /** Stop reasons after which a finish may follow: the steps came to their planned end. */
  private static final Set<String> ENDS = Set.of(ConvergenceMonitor.SETTLED, "epochs", "maxSteps");

  static final String REFIT =
      "the rows that were held out have joined the training for the last passes; the validation"
          + " figures are those before (data.validation = auto)";

  static final String EARLIER =
      "earlier parameters than the finish's are the result: they are better on the rows that are"
          + " held out by more than chance";

  private NewtonFinishPolicy() {}

  /** Whether a training of this model is to have them, when its steps have ended by themselves. */
  static boolean isPlanned(JobConfiguration job, NetworkSpec network) {
    return job.training().finish() == TrainingSection.Finish.AUTO
        && job.learningRateIsAuto()
        && job.epochsAreAuto()
        && !TrainingOptionsFactory.ruleSets(
            job, "l1", "l2", "weightDecay") // which Newton steps would undo
        && job.training().earlyStopping().metric().isEmpty()
        && NewtonFinish.applies(network, job.regularization().l1());
  }

  /** Whether rows were held out for watching alone, so that they may be trained on in the end. */
  static boolean refits(TrainingSetup setup) {
    return setup.job().validation().equals(HeldOut.AUTO);
  }

  static boolean follows(String stopReason, TrainingSetup setup) {
    return ENDS.contains(stopReason) && isPlanned(setup.job(), setup.spec().network());
  }
}
