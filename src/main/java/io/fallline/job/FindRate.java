package io.fallline.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fallline.core.failure.Failure;
import io.fallline.core.math.ThreadTeam;
import io.fallline.core.rate.RateCurve;
import io.fallline.core.rate.RateRange;
import io.fallline.core.train.GradientSource;
import io.fallline.core.train.NonFinitePolicy;
import io.fallline.core.train.StepRecord;
import io.fallline.core.train.StoppingRules;
import io.fallline.core.train.TrainingListener;
import io.fallline.core.train.TrainingLoop;
import io.fallline.core.train.TrainingRecipe;
import io.fallline.data.TrainingData;
import io.fallline.job.configuration.JobConfiguration;
import io.fallline.job.configuration.ResolvedConfiguration;
import io.fallline.report.choosing.RateFinding;
import io.fallline.report.choosing.RatePage;
import io.fallline.report.choosing.RateText;
import io.fallline.spark.ClusterWatch;
import io.fallline.store.RunDirectory;
import io.fallline.watch.JobDescription;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * A learning-rate range test: the configured training, but for its rate, which rises from step to
 * step until the loss diverges. Schedule, stopping rules and validation have no part in it.
 */
public final class FindRate {
  private static final String KIND = "find-rate";

  private final SparkSession session;
  private final JobConfiguration job;
  private final RateRange range;
  private final Screen screen;

  private FindRate(SparkSession session, JobConfiguration job, Rates rates, Screen screen) {
    this.session = session;
    this.job = job;
    this.range = new RateRange(rates.from(), rates.to(), rates.steps());
    this.screen = screen;
  }

  /**
   * Those to try.
   *
   * @param from above 0
   * @param to above that
   * @param steps at least two
   */
  public record Rates(double from, double to, int steps) {}

  /**
   * @throws Failure if something stops it before the loss diverges
   */
  public static Result run(SparkSession session, JobConfiguration job, Rates rates, Screen screen) {
    SparkContext context = session.sparkContext();
    return JobDescription.named(
        context,
        job.name(),
        () ->
            ClusterWatch.over(
                context,
                Warnings.aside(screen),
                () -> new FindRate(session, job, rates, screen).run()));
  }

  private Result run() {
    RunDirectory directory =
        RunDirectory.create(
            job.output().directory(),
            job.name(),
            KIND,
            Map.entry("resolved.conf", ResolvedConfiguration.render(job).getBytes(UTF_8)),
            session.sparkContext().hadoopConfiguration(),
            Instant.now());
    try (TrainingData data = TrainingData.load(session, DataSpecs.of(job));
        TrainingShards shards = new TrainingShards(data, false)) {
      data.warnings().forEach(this::warn);
      RateFinding finding = data.run(() -> finding(directory, data, shards));
      String json = RateText.json(finding);
      directory.write(RateFinding.JSON, json.getBytes(UTF_8));
      directory.write(RateFinding.PAGE, RatePage.of(finding).getBytes(UTF_8));
      directory.write(RateFinding.PICTURE, RatePage.picture(finding).getBytes(UTF_8));
      finding.warning().ifPresent(this::warn);
      return new Result(json, RateText.of(finding));
    }
  }

  private RateFinding finding(RunDirectory directory, TrainingData data, TrainingShards shards) {
    SparkContext context = session.sparkContext();
    TrainingSetup setup =
        TrainingSetup.of(
            context,
            job,
            data,
            Optional.empty(),
            Beginning.configured(job, context.hadoopConfiguration()),
            Termination.NEVER);
    Engine engine = Engine.choose(job.training(), context, setup.shardBytes(), shards.partitions());
    RateCurve curve = new RateCurve(range);
    boolean diverged;
    try (ThreadTeam team = Training.team(context);
        GradientSource gradients =
            engine.open(setup.spec(), shards, context, team, new Warnings(screen))) {
      diverged = descend(setup, new UnvalidatedGradients(gradients), team, curve);
    }
    return new RateFinding(
        job.name(),
        directory.path().toString(),
        job.optimizer().rule(),
        job.optimizer().learningRate(),
        curve.rates(),
        curve.losses(),
        curve.smoothed(),
        diverged,
        curve.suggestion());
  }

  /** Whether the loss diverged before the range was over. */
  private boolean descend(
      TrainingSetup setup, GradientSource gradients, ThreadTeam team, RateCurve curve) {
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void stepEnded(StepRecord step) {
            curve.add(step.loss());
          }
        };
    try {
      new TrainingLoop(recipe(setup, curve), gradients, listener, team).run(setup.state());
      return curve.hasDiverged();
    } catch (Failure notFinite) {
      // what the test is looking for, unless there was nothing else
      if (notFinite.kind() != Failure.Kind.TRAINING || curve.steps() == 0) {
        throw notFinite;
      }
      return true;
    }
  }

  private TrainingRecipe recipe(TrainingSetup setup, RateCurve curve) {
    TrainingRecipe configured = setup.recipe();
    StoppingRules stopping =
        new StoppingRules(
            range.steps(), // epochs, of a step at least
            range.steps(),
            -1,
            Double.NEGATIVE_INFINITY,
            curve::hasDiverged,
            () -> false);
    return new TrainingRecipe(
        configured.batches(),
        configured.objective(),
        configured.clipping(),
        configured.optimizer(),
        range.schedule(configured.batches().stepsPerEpoch()),
        configured.softThreshold(),
        stopping,
        configured.watched(),
        null,
        NonFinitePolicy.FAIL);
  }

  private void warn(String warning) {
    screen.print("warning: " + warning + "\n");
  }
}
