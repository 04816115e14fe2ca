package io.fallline.job.tuning;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fallline.configuration.JobConfiguration;
import io.fallline.core.failure.Failure;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.schedule.LearningRateRangeTest;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.LearningRateTrials;
import io.fallline.data.DataSpec;
import io.fallline.data.loading.TrainingData;
import io.fallline.engine.ClusterWatchdog;
import io.fallline.job.CommandResult;
import io.fallline.job.JobConsole;
import io.fallline.job.TerminationRequest;
import io.fallline.job.Warnings;
import io.fallline.job.training.ChosenEngine;
import io.fallline.job.training.InitialModel;
import io.fallline.job.training.StateInitializer;
import io.fallline.job.training.TrainingSetup;
import io.fallline.job.training.TrainingShards;
import io.fallline.report.tuning.RangeTestPage;
import io.fallline.report.tuning.RangeTestResult;
import io.fallline.report.tuning.RangeTestText;
import io.fallline.store.RunDirectory;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * A learning-rate range test: short trainings as configured, but for their rates. Schedule,
 * stopping rules and validation have no part in it.
 */
public final class FindRate {
  private static final String KIND = "find-rate";

  private final SparkSession session;
  private final JobConfiguration job;
  private final Rates rates;
  private final JobConsole console;

  private FindRate(SparkSession session, JobConfiguration job, Rates rates, JobConsole console) {
    this.session = session;
    this.job = job;
    this.rates = rates;
    this.console = console;
  }

  /**
   * Those to try.
   *
   * @param from above 0
   * @param to above that
   * @param steps of a trial
   */
  public record Rates(double from, double to, int steps) {}

  /**
   * @throws Failure if something but a rate stops it
   */
  public static CommandResult run(
      SparkSession session, JobConfiguration job, Rates rates, JobConsole console) {
    return ClusterWatchdog.named(
        session.sparkContext(),
        job.name(),
        new Warnings(console).aside(),
        () -> new FindRate(session, job, rates, console).run());
  }

  private CommandResult run() {
    RunDirectory directory =
        RunDirectory.create(
            job.output().directory(),
            job.name(),
            KIND,
            Map.entry("resolved.conf", job.toHocon().getBytes(UTF_8)),
            session.sparkContext().hadoopConfiguration(),
            Instant.now());
    InitialModel initial =
        InitialModel.configured(job, session.sparkContext().hadoopConfiguration());
    try (TrainingData data = TrainingData.load(session, initial.known(DataSpec.of(job)));
        TrainingShards shards = new TrainingShards(data, false)) {
      data.warnings().forEach(this::warn);
      RangeTestResult finding = data.run(() -> finding(directory, initial, data, shards));
      String json = RangeTestText.json(finding);
      directory.write(RangeTestResult.JSON, json.getBytes(UTF_8));
      directory.write(RangeTestResult.PAGE, RangeTestPage.of(finding).getBytes(UTF_8));
      directory.write(RangeTestResult.PICTURE, RangeTestPage.picture(finding).getBytes(UTF_8));
      finding.warning().ifPresent(this::warn);
      return new CommandResult(json, RangeTestText.of(finding));
    }
  }

  private RangeTestResult finding(
      RunDirectory directory, InitialModel initial, TrainingData data, TrainingShards shards) {
    SparkContext context = session.sparkContext();
    TrainingSetup setup =
        TrainingSetup.of(
            context,
            job,
            data,
            Optional.empty(),
            StateInitializer.at(initial, job),
            TerminationRequest.NEVER);
    ChosenEngine engine =
        ChosenEngine.choose(job.training(), context, setup.shardBytes(), shards.partitions());
    try (SpinningThreadPool threads = ChosenEngine.threads(context);
        GradientComputer gradients =
            engine.open(setup.spec(), shards, context, threads, new Warnings(console)).computer()) {
      LearningRateTrials trials =
          new LearningRateTrials(
              setup.options(),
              setup.spec().network().dropout() > 0,
              gradients,
              setup.state(),
              threads);
      return new RangeTestResult(
          job.name(),
          directory.path().toString(),
          job.optimizer().rule(),
          job.optimizer().learningRate().orElse(Double.NaN),
          LearningRateRangeTest.run(rates.from(), rates.to(), rates.steps(), trials));
    }
  }

  private void warn(String warning) {
    console.print("warning: " + warning + "\n");
  }
}
