package io.fallline.retrain;

import io.fallline.configuration.JobConfiguration;
import io.fallline.configuration.RetrainSection;
import io.fallline.core.failure.Failure;
import io.fallline.job.JobConsole;
import io.fallline.job.TerminationRequest;
import io.fallline.job.training.JitWarmUp;
import io.fallline.registry.Lease;
import io.fallline.registry.ModelRegistry;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.RegistryState;
import io.fallline.registry.RegistryState.FinishedRun;
import io.fallline.store.WriteAccessCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
  /** A request to end a training that could not publish any more. */
  record LeaseTermination(TerminationRequest outside, BooleanSupplier lost)
      implements TerminationRequest {
    @Override
    public void trainingBegins() {
      outside.trainingBegins();
    }

    @Override
    public boolean isAsked() {
      return outside.isAsked() || lost.getAsBoolean();
    }

    @Override
    public void trainingEnds() {
      outside.trainingEnds();
    }
  }

  private final SparkSession session;
  private final JobConfiguration job;
  private final RetrainSection section;
  private final JobConsole console;
  private final JitWarmUp warmUp;
  private final TerminationRequest termination;
  private final Configuration hadoop;
  private final RegisteredModel model;

  private Retrain(
      SparkSession session,
      JobConfiguration job,
      JobConsole console,
      JitWarmUp warmUp,
      TerminationRequest termination) {
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
      JitWarmUp warmUp,
      TerminationRequest termination) {
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
    try (HeldLease lease = HeldLease.take(model, Lease.thisProcess(), length)) {
      // between looking and taking, another may have done it
      return earlier(lease.state()).isPresent() ? alreadyDone(lease.state()) : run(lease);
    }
  }

  private Optional<FinishedRun> earlier(RegistryState state) {
    return section.runKey().flatMap(state::finished);
  }

  private RetrainResult alreadyDone(RegistryState state) {
    return RetrainResult.alreadyDone(model, section, state, earlier(state).orElseThrow());
  }

  private RetrainResult run(HeldLease lease) {
    model.removeLitter(lease.taken());
    WriteAccessCheck.requireWritable(
        model.versions(), hadoop); // before a training is spent, not after it
    Optional<ModelVersion> version = lease.state().champion();
    Optional<Champion> champion = version.map(at -> Champion.read(model.path(at), hadoop));
    RetrainCommit commit = new RetrainCommit(section, model, hadoop, lease, version);
    Optional<NewRows> rows = NewRows.find(session, job, champion);
    if (rows.isEmpty()) {
      return RetrainResult.nothingNew(model, section, commit.nothingNew().state());
    }
    Challenger challenger = challenger(lease, rows.get(), champion);
    RetrainCommit.Published published;
    try {
      if (challenger.summary().course().steps() == 0) {
        throw Failure.configuration("training.epochs or training.maxSteps is 0, expected a step");
      }
      Gate.Decision decision =
          new Gate(section.gate()).compare(session, job, rows.get(), champion, challenger);
      published = commit.publish(champion, challenger, decision);
    } catch (RuntimeException | Error ended) {
      challenger.withdraw(ended);
      throw ended;
    }
    removePruned(lease.state(), published.entry().state()); // whatever fails now, it is published
    return RetrainResult.published(model, section, published, challenger.summary().toJson());
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

  private void removePruned(RegistryState before, RegistryState after) {
    try {
      model.removePruned(before, after);
    } catch (Failure left) {
      console.print("warning: " + left.getMessage() + "; the next retraining removes it\n");
    }
  }
}
