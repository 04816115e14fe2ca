package io.fallline.job.training;

import static io.fallline.job.training.DriverMemoryCheck.mebibytes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.JobConfiguration;
import io.fallline.core.failure.Failure;
import io.fallline.core.math.RandomStream;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.Shard;
import io.fallline.data.DataSpec;
import io.fallline.data.loading.TrainingData;
import io.fallline.engine.shards.LocalShards;
import io.fallline.job.CommandResult;
import io.fallline.job.monitoring.MlflowObserver;
import io.fallline.job.scoring.ScalingText;
import io.fallline.job.scoring.TrainedModel;
import io.fallline.mlflow.MlflowAddress;
import io.fallline.mlflow.MlflowRun;
import io.fallline.model.LabelClasses;
import io.fallline.registry.ModelRegistry;
import io.fallline.registry.RegisteredModel;
import io.fallline.report.ReportJson;
import io.fallline.store.CheckpointStore;
import io.fallline.store.WriteAccessCheck;
import io.fallline.watch.JobDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/** Everything that can be wrong before a training, found out without training. */
public final class Check {
  /**
   * Parameters moved off their start, where symmetric networks have gradients that tell nothing.
   */
  private static final double NUDGE = 0.1;

  /** A person looks at the first few. */
  private static final int MOST_CLASSES = 20;

  private final SparkContext context;
  private final SparkSession session;
  private final Configuration hadoop;
  private final JobConfiguration job;
  private final List<String> findings = new ArrayList<>();

  private Check(SparkSession session, JobConfiguration job) {
    this.session = session;
    this.context = session.sparkContext();
    this.hadoop = context.hadoopConfiguration();
    this.job = job;
  }

  /**
   * @throws Failure for the first thing that is wrong, as training would have it
   */
  public static CommandResult run(SparkSession session, JobConfiguration job) {
    List<String> findings =
        JobDescription.named(
            session.sparkContext(), "check " + job.name(), () -> new Check(session, job).run());
    ObjectNode json = ReportJson.object();
    findings.forEach(json.putArray("findings")::add);
    return new CommandResult(ReportJson.pretty(json), String.join("\n", findings) + "\n");
  }

  private List<String> run() {
    WriteAccessCheck.requireWritable(new Path(job.output().directory(), job.name()), hadoop);
    findings.add("output: " + job.output().directory() + "/" + job.name() + " can be written");
    job.retrain().registry().ifPresent(this::registry);
    MlflowObserver.server(job, System.getenv()).ifPresent(this::tracking);
    Optional<Resumption> resumption = checkpoint();
    String kernels =
        KernelSelection.choose(job.training(), context, resumption.map(Resumption::kernels));
    findings.add("kernels: " + kernels);
    InitialModel initial = InitialModel.configured(job, hadoop);
    try (HeapPeak heap = new HeapPeak();
        TrainingData data =
            TrainingData.load(session, initial.known(DataSpec.of(job), resumption))) {
      if (context.isLocal() && heap.bytes() > 0) { // else it is the executors that held something
        findings.add(
            "loading: after a garbage collection the heap held at most "
                + mebibytes(heap.bytes())
                + "; the packed rows are "
                + mebibytes(LocalShards.bytesKept(data.shards())));
      }
      data.warnings().forEach(warning -> findings.add("warning: " + warning));
      check(data, kernels, initial.isDispensable(resumption) ? InitialModel.NONE : initial);
    }
    return findings;
  }

  private void registry(String directory) {
    WriteAccessCheck.requireWritable(new Path(directory), hadoop);
    findings.add("registry: " + directory + " can be written");
    RegisteredModel model =
        new ModelRegistry(new Path(directory), hadoop)
            .model(job.retrain().model().orElse(job.name()));
    model
        .state()
        .champion()
        .ifPresent(
            version -> {
              TrainedModel.read(model.path(version), hadoop);
              findings.add("champion: version " + version.number() + " can be read");
            });
  }

  private void tracking(MlflowAddress server) {
    findings.add(
        MlflowRun.obstacle(server, MlflowObserver.experiment(job))
            .map(obstacle -> "warning: " + obstacle + "; training would go on without it")
            .orElse("mlflow: " + server + " answers"));
  }

  /** What training would go on from. */
  private Optional<Resumption> checkpoint() {
    CheckpointStore store = OpenedCheckpoints.checkpoints(job, hadoop);
    if (store == null) {
      return Optional.empty();
    }
    findings.add("checkpoints: " + job.checkpoint().directory().get() + " can be written");
    Optional<Resumption> resumption =
        Resumption.find(store, job, warning -> findings.add("warning: " + warning));
    resumption.ifPresent(found -> findings.add("training would go on from " + found.path()));
    return resumption;
  }

  private void classes(LabelClasses classes) {
    if (classes != null) {
      List<String> names = classes.names();
      String positive = names.size() == 2 ? "; " + names.get(1) + " is the positive one" : "";
      String shown = String.join(", ", names.subList(0, Math.min(MOST_CLASSES, names.size())));
      findings.add("classes: " + shown + (names.size() > MOST_CLASSES ? ", …" : "") + positive);
    }
  }

  private void check(TrainingData data, String kernels, InitialModel initial) {
    findings.add(
        "data: "
            + data.sizes(DataSplit.TRAIN).rows()
            + " training, "
            + data.sizes(DataSplit.VALIDATION).rows()
            + " validation and "
            + data.sizes(DataSplit.TEST).rows()
            + " test rows of "
            + data.encoding().inputs()
            + (data.encoding().sparse() ? " sparse" : " dense")
            + " inputs");
    findings.add("scaling: " + ScalingText.of(data.encoding()));
    classes(data.encoding().classes());
    NetworkSpec network =
        NetworkSpecs.spec(job.model(), data.encoding().inputs(), data.encoding().classCount());
    ParameterLayout layout = ParameterLayout.of(network);
    BatchPlan plan = TrainingOptionsFactory.plan(job.training(), data.sizes(DataSplit.TRAIN));
    findings.add(
        "model: " + layout.size() + " parameters; " + plan.stepsPerEpoch() + " steps an epoch");
    ClassWeightFactors.of(
        job.training().classWeights(), data.encoding().classes(), data.classWeightTotals());
    TrainingOptionsFactory.options(
        job, plan, layout.ranges(), false, null, data.trainingWeight(), () -> false, () -> false);
    findings.add(DriverMemoryCheck.require(job, network, plan, context));
    List<Shard> sample = data.shards(DataSplit.TRAIN).take(1);
    double[] parameters = InitialParameters.of(network, data.encoding(), job, initial);
    RandomStream random = RandomStream.of(job.training().seed());
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += NUDGE * random.nextGaussian() / Math.sqrt(network.inputs());
    }
    findings.add(GradientCheck.of(network, kernels, parameters, sample.get(0).chunks().get(0)));
  }
}
