package io.fallline.retrain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.job.Challenger;
import io.fallline.job.Champion;
import io.fallline.job.JobConsole;
import io.fallline.job.NewRows;
import io.fallline.job.Termination;
import io.fallline.job.WarmUp;
import io.fallline.job.configuration.JobConfiguration;
import io.fallline.job.configuration.RetrainSection;
import io.fallline.registry.LogEntry;
import io.fallline.registry.ModelRegistry;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.RegistryState;
import io.fallline.registry.RegistryState.FinishedRun;
import io.fallline.retrain.RetrainResult.Ending;
import io.fallline.store.WriteAccessCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * One scheduled retraining: takes the lease, trains on what is new, holds champion and challenger
 * against each other on the same rows, and publishes.
 *
 * <p>The registry changes twice: by taking the lease, and by one entry that has the new version,
 * whether it is the champion, what is pruned, the run's key, and the lease given back. A process
 * that is killed in between leaves a lease that runs out and files that no entry names.
 */
public final class Retrain {
  private record Publication(ModelVersion version, LogEntry entry, ObjectNode retraining) {}

  private final SparkSession session;
  private final JobConfiguration job;
  private final RetrainSection section;
  private final JobConsole console;
  private final WarmUp warmUp;
  private final Termination termination;
  private final Configuration hadoop;
  private final RegisteredModel model;

  private Retrain(
      SparkSession session,
      JobConfiguration job,
      JobConsole console,
      WarmUp warmUp,
      Termination termination) {
    this.session = session;
    this.job = job;
    this.section = job.retrain();
    this.console = console;
    this.warmUp = warmUp;
    this.termination = termination;
    this.hadoop = session.sparkContext().hadoopConfiguration();
    this.model =
        new ModelRegistry(new Path(section.registry().orElseThrow()), hadoop)
            .model(section.model().orElse(job.name()));
  }

  /**
   * @param termination asked for training to end; nothing is published then
   * @throws Failure if something stops it; (try later) if another retraining holds the lease
   */
  public static RetrainResult run(
      SparkSession session,
      JobConfiguration job,
      JobConsole console,
      WarmUp warmUp,
      Termination termination) {
    if (job.retrain().registry().isEmpty()) {
      throw Failure.configuration(
          "retrain.registry is not set, expected the directory of the registry");
    }
    return new Retrain(session, job, console, warmUp, termination).run();
  }

  private RetrainResult run() {
    RegistryState before = model.state();
    if (earlier(before).isPresent()) {
      return alreadyDone(before);
    }
    Duration length = Duration.ofMillis(Math.round(section.leaseMinutes() * 60_000));
    try (HeldLease lease = HeldLease.take(model, LeaseHolder.name(), length)) {
      // between looking and taking, another may have done it
      return earlier(lease.state()).isPresent() ? alreadyDone(lease.state()) : run(lease);
    }
  }

  private Optional<FinishedRun> earlier(RegistryState state) {
    return section.runKey().flatMap(state::finished);
  }

  private RetrainResult alreadyDone(RegistryState state) {
    return new RetrainedReport(model, job).alreadyDone(state, earlier(state).orElseThrow());
  }

  private RetrainResult run(HeldLease lease) {
    model.removeLitter(lease.taken());
    WriteAccessCheck.requireWritable(
        model.versions(), hadoop); // before a night is spent, not after it
    Optional<ModelVersion> version = lease.state().champion();
    Optional<Champion> champion = version.map(at -> Champion.read(model.path(at), hadoop));
    Optional<NewRows> rows = NewRows.find(session, job, champion);
    if (rows.isEmpty()) {
      return nothingNew(lease);
    }
    Challenger challenger = challenger(lease, rows.get(), champion);
    Publication published;
    try {
      if (challenger.summary().course().steps() == 0) {
        throw Failure.configuration("training.epochs or training.maxSteps is 0, expected a step");
      }
      Gate.Decision decision =
          new ChampionComparison(session, job).of(rows.get(), champion, challenger);
      published = publish(lease, version, champion, challenger, decision);
    } catch (RuntimeException | Error ended) {
      challenger.withdraw(ended);
      throw ended;
    }
    removePruned(lease.state(), published.entry().state()); // whatever fails now, it is published
    return report(published, challenger);
  }

  private RetrainResult nothingNew(HeldLease lease) {
    LogEntry entry = lease.finish(state -> RetrainLogEntry.nothingNew(section, state));
    return new RetrainedReport(model, job).nothingNew(entry.state());
  }

  private Challenger challenger(HeldLease lease, NewRows rows, Optional<Champion> champion) {
    try {
      return Challenger.train(
          session,
          job,
          rows,
          champion,
          console,
          warmUp,
          new LeaseTermination(termination, lease::isLost));
    } catch (Failure ended) {
      throw lease.isLost() ? lease.lost() : ended;
    }
  }

  private Publication publish(
      HeldLease lease,
      Optional<ModelVersion> champion,
      Optional<Champion> earlier,
      Challenger challenger,
      Gate.Decision decision) {
    int number = lease.state().lastNumber() + 1;
    Integer against = champion.map(ModelVersion::number).orElse(null);
    ModelVersion version =
        new ModelVersion(
            number,
            model.newDirectory(number, lease.taken().number()),
            challenger.parametersSha256(),
            Instant.now(),
            against,
            decision.reason());
    ObjectNode retraining = VersionNotes.of(section, model, version, decision, challenger, earlier);
    write(lease, challenger, version, retraining);
    LogEntry entry =
        lease.finish(
            state ->
                RetrainLogEntry.published(section, state, version, champion, decision.passed()));
    return new Publication(version, entry, retraining);
  }

  private RetrainResult report(Publication published, Challenger challenger) {
    RegistryState state = published.entry().state();
    boolean promoted = state.champion().filter(published.version()::equals).isPresent();
    return new RetrainedReport(model, job)
        .of(
            promoted ? Ending.PROMOTED : Ending.PUBLISHED,
            state,
            state.require(published.version().number()),
            published.retraining(),
            challenger.summary().toJson());
  }

  /** The next holder of the lease may have removed what was being written. */
  private void write(
      HeldLease lease, Challenger challenger, ModelVersion version, ObjectNode retraining) {
    try {
      challenger.write(model.path(version), hadoop, retraining);
    } catch (Failure failed) {
      throw lease.isHeld() ? failed : lease.lost();
    }
  }

  private void removePruned(RegistryState before, RegistryState after) {
    try {
      model.removePruned(before, after);
    } catch (Failure left) {
      console.print("warning: " + left.getMessage() + "; the next retraining removes it\n");
    }
  }
}
