package io.fallline.retrain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.JobConfiguration;
import io.fallline.configuration.RetrainSection.GateData;
import io.fallline.job.JobConsole;
import io.fallline.job.TerminationRequest;
import io.fallline.job.Warnings;
import io.fallline.job.scoring.TrainedModel;
import io.fallline.job.training.IncompatibleCheckpointPolicy;
import io.fallline.job.training.InitialModel;
import io.fallline.job.training.JitWarmUp;
import io.fallline.job.training.StateInitializer;
import io.fallline.job.training.SummaryBuilder;
import io.fallline.job.training.Train;
import io.fallline.job.training.TrainingOptionsFactory;
import io.fallline.job.training.TrainingRequest;
import io.fallline.job.training.TrainingResult;
import io.fallline.model.Fingerprint;
import io.fallline.report.Summary;
import io.fallline.store.RunDirectory;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** A newly trained model that may become the champion. */
public final class Challenger {
  private final TrainedModel model;
  private final PublishedOptimizerState memory;
  private final ObjectNode sections;
  private final SourceWatermark watermark;
  private final PublishedDataStatistics facts;
  private final Map<GateData, HeldOutMetrics> measures;
  private final Summary summary;
  private final RunDirectory run;
  private final Optional<String> obstacle;

  private Challenger(JobConfiguration job, NewRows rows, Train.Trained trained, String spark) {
    TrainingResult result = trained.result();
    this.model = result.model();
    this.memory =
        PublishedOptimizerState.of(
            job.optimizer().rule(),
            TrainingOptionsFactory.optimizer(job),
            result.state().optimizer(),
            result.state().labelUnit());
    this.sections =
        SummaryBuilder.manifest(job, spark, result.found(), result.report(), result.evaluations());
    this.watermark = rows.watermark(trained.data().files());
    this.facts = PublishedDataStatistics.of(trained.data());
    this.measures =
        Map.of(
            GateData.TEST, measure(result, GateData.TEST),
            GateData.VALIDATION, measure(result, GateData.VALIDATION));
    this.summary = trained.summary();
    this.run = trained.start().run();
    this.obstacle = result.progression().obstacle();
  }

  private static HeldOutMetrics measure(TrainingResult result, GateData on) {
    return HeldOutMetrics.of(result.report(), result.evaluations().get(HeldOutMetrics.split(on)));
  }

  /**
   * Trains as configured, on the new rows, from the champion if {@code retrain.warmStart} says so.
   *
   * @param termination asked for training to end: a failure of kind TRY_LATER
   * @throws io.fallline.core.failure.Failure if something stops it
   */
  public static Challenger train(
      SparkSession session,
      JobConfiguration job,
      NewRows rows,
      Optional<Champion> champion,
      JobConsole console,
      JitWarmUp warmUp,
      TerminationRequest termination) {
    Warnings warnings = new Warnings(console);
    Optional<Champion> start = champion.filter(any -> job.retrain().warmStart());
    JobConfiguration configured =
        start.map(from -> job.startingAt(from.path().toString())).orElse(job);
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    InitialModel initial = InitialModel.configured(job, hadoop);
    StateInitializer cold = StateInitializer.at(initial, job);
    StateInitializer beginning =
        start
            .map(
                from ->
                    (StateInitializer)
                        new WarmStart(
                            from.model(),
                            from.manifest(),
                            memory(job, from, warnings),
                            job.optimizer().rule(),
                            cold,
                            warnings))
            .orElse(cold);
    TrainingRequest task =
        new TrainingRequest(
            configured,
            resumption -> start.isPresent() ? rows.spec() : initial.known(rows.spec(), resumption),
            beginning,
            IncompatibleCheckpointPolicy.SUPERSEDED);
    return new Train(session, task, console, warnings, warmUp, termination)
        .run(trained -> new Challenger(configured, rows, trained, session.version()));
  }

  /** Slots that count labels in another unit than a named rate means are of no use. */
  private static Optional<PublishedOptimizerState> memory(
      JobConfiguration job, Champion champion, Warnings warnings) {
    Optional<PublishedOptimizerState> memory =
        job.retrain().warmOptimizer() ? champion.memory() : Optional.empty();
    if (memory.isPresent() && memory.get().labelUnit() != 1 && !job.learningRateIsAuto()) {
      warnings.accept(
          "retrain.warmOptimizer: the optimizer starts over, as the champion's rate was auto, with"
              + " labels scaled");
      return Optional.empty();
    }
    return memory;
  }

  /** How it fares on rows that were held out; of no rows if there are none. */
  public HeldOutMetrics measure(GateData on) {
    return measures.get(on);
  }

  /** Why it may not become the champion, whatever else it is measured by; empty where it may. */
  public Optional<String> obstacle() {
    return obstacle;
  }

  public String parametersSha256() {
    return Fingerprint.parametersSha256(model.tensors());
  }

  /** The directory of its training. */
  public Path run() {
    return run.path();
  }

  /** After a retraining that has failed in the end: its run leaves neither summary nor model. */
  public void withdraw(Throwable ended) {
    Train.withdraw(run, ended);
  }

  public Summary summary() {
    return summary;
  }

  /**
   * What is different about its training rows from those of the champion, for people.
   *
   * @param champion empty: there is nothing to hold them against
   */
  public ObjectNode drift(Optional<Champion> champion) {
    return DataDriftNotes.of(
        champion
            .flatMap(earlier -> earlier.file(PublishedDataStatistics.FILE))
            .map(PublishedDataStatistics::read),
        facts);
  }

  /**
   * Writes its model directory, with what the next retraining needs of it.
   *
   * @param path does not exist
   * @param retraining section of the manifest: where it comes from
   * @throws io.fallline.core.failure.Failure (files) if the file system says no
   */
  public void write(Path path, Configuration hadoop, ObjectNode retraining) {
    ObjectNode all = sections.deepCopy();
    all.set("retraining", retraining);
    all.set(PublishedOptimizerState.SECTION, memory.facts());
    model.write(
        path,
        hadoop,
        all,
        memory.slots().isEmpty() ? Map.of() : Map.of(PublishedOptimizerState.FILE, memory.slots()),
        Map.of(
            SourceWatermark.FILE,
            watermark.toJson(),
            PublishedDataStatistics.FILE,
            facts.toJson()));
  }
}
