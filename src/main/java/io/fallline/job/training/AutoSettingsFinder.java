package io.fallline.job.training;

import io.fallline.configuration.DataSection.LabelScaling;
import io.fallline.core.loss.LabelKind;
import io.fallline.core.math.Range;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.metric.ObjectiveLoss;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.network.ParameterLayout.Tensor;
import io.fallline.core.schedule.LearningRateRangeTest;
import io.fallline.core.schedule.RangeTestCurve;
import io.fallline.core.schedule.RangeTestCurve.RangeTestTrial;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.LabelUnit;
import io.fallline.core.training.LearningRateTrials;
import io.fallline.core.training.TrainingOptions;
import io.fallline.core.training.TrainingState;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What has to be known of the rows before the first step where the learning rate is auto: what to
 * count labels in, the constant model that training starts at, and the rate. All of it is a
 * function of the rows and the configuration, whatever the cluster.
 */
final class AutoSettingsFinder {
  /**
   * Steps of a trial, of which there are about six; all trials together take at most {@link
   * #MOST_STEPS}.
   */
  private static final int TRIAL_STEPS = 12;

  static final int MOST_STEPS = 100;
  private static final double LOWEST = 1e-5;
  private static final double HIGHEST = 10;

  /**
   * Where no rate makes the loss fall: training begins at its optimum, or nothing can be learnt.
   */
  private static final double OTHERWISE = 0.01;

  private final TrainingSetup setup;
  private final GradientComputer gradients;
  private final SpinningThreadPool threads;
  private final NetworkSpec network;

  private AutoSettingsFinder(
      TrainingSetup setup, GradientComputer gradients, SpinningThreadPool threads) {
    this.setup = setup;
    this.gradients = gradients;
    this.threads = threads;
    this.network = setup.spec().network();
  }

  /** The same training with what was found; as it is where nothing is to be found. */
  static TrainingSetup of(
      TrainingSetup setup, GradientComputer gradients, SpinningThreadPool threads) {
    if (!setup.job().learningRateIsAuto()) {
      return setup;
    }
    return setup
        .resumption()
        .map(from -> setup.with(FoundSettings.read(from.checkpoint().sections())))
        .orElseGet(() -> setup.with(new AutoSettingsFinder(setup, gradients, threads).found()));
  }

  private FoundSettings found() {
    TrainingState state = setup.state();
    OptionalDouble earlier =
        setup.earlier().isEmpty()
            ? OptionalDouble.empty()
            : FoundSettings.rateOf(setup.earlier().get(), TrainingFingerprint.tree(setup.job()));
    if (earlier.isPresent()) {
      state.setLabelUnit(
          FoundSettings.read(setup.earlier().get()).labelUnit()); // it goes with the rate
      return new FoundSettings(earlier, "the model that training starts from", state.labelUnit());
    }
    boolean unit = scalesLabels() && !state.hasLabelUnit();
    if (unit || setup.earlier().isEmpty()) {
      look(state, unit);
    }
    OptionalDouble ofRule = setup.options().optimizer().standardRate();
    if (ofRule.isPresent()) {
      return new FoundSettings(ofRule, "the rule, which has its own", state.labelUnit());
    }
    Trials trials = new Trials(setup.options().at(1), setup.spec().network().dropout() > 0);
    double rate = rate(LearningRateRangeTest.run(LOWEST, HIGHEST, TRIAL_STEPS, trials));
    return new FoundSettings(
        OptionalDouble.of(rate), "trials of " + trials.taken + " steps", state.labelUnit());
  }

  /** What the rows' labels say: an evaluation of any parameters has them. */
  private void look(TrainingState state, boolean unit) {
    ObjectiveLoss objective = new ObjectiveLoss(network.createLoss(), setup.spec().classWeights());
    Evaluation evaluation =
        gradients.evaluate(ParameterLayout.float32(state.parameters()), DataSplit.TRAIN);
    if (unit) {
      state.setLabelUnit(LabelUnit.near(objective.labelSpread(evaluation)));
    }
    if (setup.earlier().isEmpty()) {
      begin(state, objective, evaluation);
    }
  }

  /** FTRL's own penalties are meant for labels as they are. */
  private boolean scalesLabels() {
    return setup.job().data().labelScaling() == LabelScaling.AUTO
        && network.createLoss().labels() == LabelKind.NUMBER
        && !TrainingOptionsFactory.ruleSets(setup.job(), "l1", "l2");
  }

  /**
   * The output layer's weights in the labels' own units, and its biases at the best constant
   * prediction.
   */
  private void begin(TrainingState state, ObjectiveLoss objective, Evaluation evaluation) {
    List<Tensor> tensors = setup.layout().tensors();
    boolean intercept = network.intercept();
    Range weights = tensors.get(tensors.size() - (intercept ? 2 : 1)).range();
    double[] parameters = state.parameters().clone();
    for (int i = weights.from(); i < weights.to(); i++) {
      parameters[i] *= state.labelUnit();
    }
    if (intercept && evaluation.weight() > 0) {
      double[] constant = objective.bestConstant(evaluation);
      System.arraycopy(constant, 0, parameters, weights.to(), constant.length);
    }
    state.moveTo(parameters);
  }

  private static double rate(RangeTestCurve curve) {
    double lowestThatRises =
        Stream.concat(curve.scouts().stream(), curve.trials().stream())
            .filter(trial -> !(trial.change() <= 4 * trial.error()))
            .mapToDouble(RangeTestTrial::rate)
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    return curve.suggestion().orElse(Math.min(OTHERWISE, lowestThatRises / 10));
  }

  /** Trials that end when {@link #MOST_STEPS} have been taken: as if further rates diverged. */
  private final class Trials implements LearningRateRangeTest.Trials {
    private final LearningRateTrials trials;
    private int taken;

    Trials(TrainingOptions options, boolean dropout) {
      trials = new LearningRateTrials(options, dropout, gradients, setup.state(), threads);
    }

    @Override
    public double[] losses(double rate, int steps) {
      if (taken + steps > MOST_STEPS) {
        return new double[0];
      }
      taken += steps;
      return trials.losses(rate, steps);
    }
  }
}
