package io.fallline.job.tuning;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fallline.configuration.HeldOut;
import io.fallline.configuration.JobConfiguration;
import io.fallline.configuration.Variations.Variation;
import io.fallline.core.failure.Failure;
import io.fallline.core.training.DataSplit;
import io.fallline.data.DataSpec;
import io.fallline.data.loading.TrainingData;
import io.fallline.engine.ClusterWatchdog;
import io.fallline.job.CommandResult;
import io.fallline.job.JobConsole;
import io.fallline.job.TerminationRequest;
import io.fallline.job.Warnings;
import io.fallline.job.training.InitialModel;
import io.fallline.job.training.JitWarmUp;
import io.fallline.job.training.StateInitializer;
import io.fallline.job.training.Train;
import io.fallline.job.training.TrainingRequest;
import io.fallline.job.training.TrainingSetup;
import io.fallline.job.training.TrainingShards;
import io.fallline.report.tuning.ComparedRunResult;
import io.fallline.report.tuning.Comparison;
import io.fallline.report.tuning.Comparison.RankingCriterion;
import io.fallline.report.tuning.ComparisonText;
import io.fallline.store.RunDirectory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * One run for each of several configurations, on the same shards. What is known is written after
 * every run, so that whatever ends the comparison leaves what was done.
 */
public final class RunComparison {
  private static final String KIND = "compare";

  private final SparkSession session;
  private final List<Variation> variations;
  private final JobConsole console;
  private final JitWarmUp warmUp;
  private final TerminationRequest termination;
  private final Warnings warnings;
  private RankingCriterion criterion;
  private final List<String> told = new ArrayList<>();
  private final Map<Optional<String>, InitialModel> initial = new HashMap<>();

  private RunComparison(
      SparkSession session,
      List<Variation> variations,
      JobConsole console,
      JitWarmUp warmUp,
      TerminationRequest termination) {
    this.session = session;
    this.variations = variations;
    this.console = console;
    this.warmUp = warmUp;
    this.termination = termination;
    this.warnings = new Warnings(console);
    if (!first().validation().equals(HeldOut.AUTO)) {
      this.criterion = criterion(first().validation().isPresent());
    }
  }

  /**
   * Trains each of them; what comes of it is beside the runs, in the directory that the result
   * names.
   *
   * @param variations at least one
   * @param warmUp one that has begun earlier
   * @throws Failure if something stops it; (training) if no run comes to a score
   */
  public static CommandResult run(
      SparkSession session,
      List<Variation> variations,
      JobConsole console,
      JitWarmUp warmUp,
      TerminationRequest termination) {
    RunComparison compare = new RunComparison(session, variations, console, warmUp, termination);
    return ClusterWatchdog.named(
        session.sparkContext(),
        variations.get(0).job().name(),
        compare.warnings.aside(),
        compare::run);
  }

  private JobConfiguration first() {
    return variations.get(0).job();
  }

  private RankingCriterion criterion(boolean heldOut) {
    return ComparedBy.of(variations.stream().map(Variation::job).toList(), heldOut);
  }

  private CommandResult run() {
    JobConfiguration first = first();
    RunDirectory directory =
        RunDirectory.create(
            first.output().directory(),
            first.name(),
            KIND,
            Map.entry(Comparison.JSON, "{}\n".getBytes(UTF_8)),
            session.sparkContext().hadoopConfiguration(),
            Instant.now());
    try (TrainingData data = TrainingData.load(session, initial(first).known(DataSpec.of(first)));
        TrainingShards shards = new TrainingShards(data, haveDifferentEngines())) {
      if (first.validation().equals(HeldOut.AUTO)) {
        criterion = criterion(data.sizes(DataSplit.VALIDATION).rows() > 0);
      }
      warnOfConfiguration(first);
      data.warnings().forEach(warnings);
      variations.forEach(variation -> requireTrainable(variation, data));
      return compare(directory, data, shards);
    }
  }

  private CommandResult compare(RunDirectory directory, TrainingData data, TrainingShards shards) {
    List<ComparedRunResult> done = new ArrayList<>();
    Comparison comparison = comparison(directory, data, done);
    for (Variation variation : variations) {
      int number = done.size() + 1;
      Train train =
          new Train(
              session,
              TrainingRequest.configured(
                  variation.job().withoutCheckpoints(), initial(variation.job())),
              console,
              new Warnings(console),
              warmUp,
              termination);
      ComparedRun run = new ComparedRun(variation, criterion, data);
      try {
        console.print(
            "run " + number + " of " + variations.size() + ": " + words(variation) + "\n");
        done.add(run.run(train, shards, warnings));
      } catch (Failure ended) {
        throw interrupted(ended, comparison);
      }
      ComparedRunResult last = done.get(done.size() - 1);
      last.failure().ifPresent(failure -> console.print("failed: " + failure + "\n"));
      comparison = comparison(directory, data, done);
      ComparisonFiles.write(directory, comparison, variations);
    }
    if (comparison.winner().isEmpty()) {
      throw withoutWinner(comparison);
    }
    return new CommandResult(comparison.toJson(), ComparisonText.of(comparison));
  }

  private Comparison comparison(
      RunDirectory directory, TrainingData data, List<ComparedRunResult> done) {
    return new Comparison(
        variations.get(0).job().name(),
        directory.path().toString(),
        criterion,
        data.sizes(DataSplit.TRAIN).rows(),
        data.sizes(DataSplit.TRAIN).shards(),
        variations.size(),
        told,
        done);
  }

  private void warnOfConfiguration(JobConfiguration job) {
    if (criterion.part().equals("training")) {
      warn(
          "there are no validation rows: ranked by training loss, which prefers what learns rows by heart;"
              + " set data.validation");
    }
    if (job.checkpoint().directory().isPresent()) {
      warn("checkpoint.directory is left alone: the runs of a comparison keep no checkpoints");
    }
  }

  private void warn(String warning) {
    told.add(warning);
    warnings.accept(warning);
  }

  /** What only shows once rows are there, before the first run rather than at the last. */
  private void requireTrainable(Variation variation, TrainingData data) {
    SparkContext context = session.sparkContext();
    try {
      TrainingSetup.of(
          context,
          variation.job(),
          data,
          Optional.empty(),
          StateInitializer.at(initial(variation.job()), variation.job()),
          TerminationRequest.NEVER);
    } catch (Failure failed) {
      throw new Failure(failed.kind(), words(variation) + ": " + failed.getMessage(), failed);
    }
  }

  /** The same of all variations that start from the same model: it is read once. */
  private InitialModel initial(JobConfiguration variation) {
    return initial.computeIfAbsent(
        variation.model().initial(),
        path -> InitialModel.configured(variation, session.sparkContext().hadoopConfiguration()));
  }

  private boolean haveDifferentEngines() {
    return variations.stream()
            .map(variation -> variation.job().training().engine())
            .distinct()
            .count()
        > 1;
  }

  private static String words(Variation variation) {
    List<String> words = new ArrayList<>();
    variation.values().forEach((key, value) -> words.add(key + "=" + value));
    return String.join(" ", words);
  }

  private Failure interrupted(Failure ended, Comparison comparison) {
    String done = comparison.contestants().size() + " of " + variations.size() + " runs were done";
    String where = comparison.contestants().isEmpty() ? "" : ": " + comparison.directory();
    return new Failure(
        ended.kind(),
        (termination.isAsked() ? "ended by a signal" : ended.getMessage()) + "; " + done + where,
        ended);
  }

  private Failure withoutWinner(Comparison comparison) {
    Optional<String> failure = comparison.contestants().get(0).failure();
    return new Failure(
        Failure.Kind.TRAINING,
        "none of "
            + variations.size()
            + " runs has a "
            + criterion.words()
            + ": "
            + comparison.directory()
            + failure.map(message -> "; the first: " + message).orElse(""));
  }
}
