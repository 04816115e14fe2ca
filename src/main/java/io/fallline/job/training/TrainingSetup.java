package io.fallline.job.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.JobConfiguration;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.TrainingOptions;
import io.fallline.core.training.TrainingState;
import io.fallline.data.loading.TrainingData;
import io.fallline.job.TerminationRequest;
import io.fallline.job.monitoring.RunListener;
import io.fallline.job.training.StateInitializer.InitialState;
import io.fallline.model.Encoding;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkContext;

/**
 * What a training is to do, once its rows are known.
 *
 * @param fingerprint see {@link TrainingFingerprint}
 * @param state where it begins
 * @param earlier the manifest of the model that it begins at, if it does
 * @param found for settings that are auto, once {@link AutoSettingsFinder} has looked
 * @param resumption where it goes on, if it does
 */
public record TrainingSetup(
    JobConfiguration job,
    Encoding encoding,
    ParameterLayout layout,
    GradientSpec spec,
    TrainingOptions options,
    ObjectNode fingerprint,
    TrainingState state,
    Optional<ObjectNode> earlier,
    FoundSettings found,
    Optional<Resumption> resumption) {

  /**
   * @param beginning where training starts if it does not go on from a checkpoint
   * @throws io.fallline.core.failure.Failure if the configuration, the rows, the cluster and the
   *     checkpoint do not go together
   */
  public static TrainingSetup of(
      SparkContext context,
      JobConfiguration job,
      TrainingData data,
      Optional<Resumption> resumption,
      StateInitializer beginning,
      TerminationRequest termination) {
    Encoding encoding = data.encoding();
    NetworkSpec network = NetworkSpecs.spec(job.model(), encoding.inputs(), encoding.classCount());
    ParameterLayout layout = ParameterLayout.of(network);
    BatchPlan plan = TrainingOptionsFactory.plan(job.training(), data.sizes(DataSplit.TRAIN));
    DriverMemoryCheck.require(job, network, plan, context);
    double[] factors =
        ClassWeightFactors.of(
            job.training().classWeights(), encoding.classes(), data.classWeightTotals());
    TrainingOptions options =
        TrainingOptionsFactory.options(
            job,
            plan,
            layout.ranges(),
            NewtonFinishPolicy.isPlanned(job, network),
            factors,
            weight(data, factors),
            timeLimit(job),
            termination::isAsked);
    String kernels =
        KernelSelection.choose(job.training(), context, resumption.map(Resumption::kernels));
    GradientSpec spec =
        new GradientSpec(
            network, kernels, plan, plan.groups(layout.size()), job.training().seed(), factors);
    ObjectNode fingerprint =
        TrainingFingerprint.of(job, data.sha256(), plan.sizes().shards(), kernels);
    InitialState initialState =
        resumption.isPresent()
            ? new InitialState(
                resumption.get().state(fingerprint, layout, options), Optional.empty())
            : beginning.initialState(network, encoding, options.optimizer());
    return new TrainingSetup(
        job,
        encoding,
        layout,
        spec,
        options,
        fingerprint,
        initialState.state(),
        initialState.earlier(),
        FoundSettings.NOTHING,
        resumption);
  }

  /** The same with what was found, which checkpoints will keep. */
  TrainingSetup with(FoundSettings settings) {
    return new TrainingSetup(
        job,
        encoding,
        layout,
        spec,
        settings.learningRate().isPresent()
            ? options.at(settings.learningRate().getAsDouble())
            : options,
        fingerprint,
        state,
        earlier,
        settings,
        resumption);
  }

  BatchPlan plan() {
    return spec.plan();
  }

  long plannedSteps() {
    return options.stopping().plannedSteps(plan());
  }

  RunListener.PlannedSteps stepsToShow() {
    return new RunListener.PlannedSteps(
        job.epochsAreAuto(), options.stopping().epochs(), state.step(), plannedSteps());
  }

  /** Of the training rows: a dense estimate; sparse shards take less. */
  public long shardBytes() {
    long columns = encoding.sparse() ? Math.min(encoding.inputs(), 256) : encoding.inputs();
    return plan().sizes().rows() * columns * Float.BYTES;
  }

  /** Of all training rows, class weights counted in. */
  private static double weight(TrainingData data, double[] factors) {
    double[] totals = data.classWeightTotals();
    if (factors == null) {
      return data.trainingWeight();
    }
    double weight = 0;
    for (int c = 0; c < totals.length; c++) {
      weight += totals[c] * factors[c];
    }
    return weight;
  }

  private static BooleanSupplier timeLimit(JobConfiguration job) {
    if (job.training().stop().minutes().isEmpty()) {
      return () -> false;
    }
    long start = System.nanoTime();
    double limit = job.training().stop().minutes().getAsDouble() * 60;
    return () -> (System.nanoTime() - start) / 1e9 >= limit;
  }
}
