package io.fallline.retrain;

import io.fallline.core.failure.Failure;
import io.fallline.registry.Lease;
import io.fallline.registry.LogEntry;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.RegisteredModel.StateChange;
import io.fallline.registry.RegistryState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * The lease of a model while it is held. It is renewed now and then; another process that finds it
 * run out may take it, and from then on nothing that this holder wants to change is changed.
 */
final class HeldLease implements AutoCloseable {
  private static final long SHORTEST_RENEWAL_MILLIS = 1000;

  /** Renewals that may fail before the lease runs out. */
  private static final int RENEWALS = 3;

  /** And before Spark ends. */
  private static final int BEFORE_FILE_SYSTEMS_CLOSE = FileSystem.SHUTDOWN_HOOK_PRIORITY + 100;

  private final RegisteredModel model;
  private final String holder;
  private final Duration length;
  private final ScheduledExecutorService renewals;
  private final Runnable atExit = this::close;
  private LogEntry taken;
  private volatile boolean lost;
  private boolean over;

  private HeldLease(RegisteredModel model, String holder, Duration length) {
    this.model = model;
    this.holder = holder;
    this.length = length;
    this.renewals =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "fallline-lease");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * @throws Failure (try later) if another holds it
   */
  static HeldLease take(RegisteredModel model, String holder, Duration length) {
    HeldLease lease = new HeldLease(model, holder, length);
    // before it is taken: a signal may come as soon as it is
    ShutdownHookManager.get().addShutdownHook(lease.atExit, BEFORE_FILE_SYSTEMS_CLOSE);
    try {
      lease.take();
      return lease;
    } catch (Failure notTaken) {
      lease.close();
      throw notTaken;
    }
  }

  private synchronized void take() {
    taken =
        model.change(
            holder,
            head -> {
              Instant now = Instant.now();
              Optional<Lease> other = head.state().lease();
              if (other.isPresent() && now.isBefore(other.get().expires())) {
                throw held(model, other.get());
              }
              Lease lease = new Lease(head.number() + 1, holder, now.plus(length));
              String note =
                  other.map(gone -> "that of " + gone.holder() + " had run out").orElse("");
              return new StateChange("leased", note, head.state().with(Optional.of(lease)));
            });
    long every = Math.max(SHORTEST_RENEWAL_MILLIS, length.toMillis() / RENEWALS);
    renewals.scheduleWithFixedDelay(this::renew, every, every, TimeUnit.MILLISECONDS);
  }

  /** What was there when the lease was taken. */
  RegistryState state() {
    return taken.state();
  }

  /** By which it was taken. */
  LogEntry taken() {
    return taken;
  }

  boolean isLost() {
    return lost;
  }

  /** Asks the registry. */
  boolean isHeld() {
    return model.state().isHeldBy(taken.number());
  }

  Failure lost() {
    return new Failure(
        Failure.Kind.TRY_LATER,
        "the lease of "
            + model.log().shown()
            + " was taken over or released meanwhile; nothing was published, and the champion is as"
            + " it was");
  }

  /**
   * The last change of this holder; with it the lease is given back.
   *
   * @param change from the state as it is then
   * @throws Failure (try later) if the lease was lost
   */
  synchronized LogEntry finish(Function<RegistryState, StateChange> change) {
    LogEntry entry = fenced(state -> givenBack(change.apply(state)));
    over = true;
    return entry;
  }

  private static StateChange givenBack(StateChange change) {
    return new StateChange(change.event(), change.note(), change.after().with(Optional.empty()));
  }

  private LogEntry fenced(Function<RegistryState, StateChange> change) {
    return model.change(
        holder,
        head -> {
          if (!head.state().isHeldBy(taken.number())) {
            lost = true;
            throw lost();
          }
          return change.apply(head.state());
        });
  }

  private synchronized void renew() {
    if (over || lost) {
      return;
    }
    try {
      Lease renewed = new Lease(taken.number(), holder, Instant.now().plus(length));
      fenced(state -> new StateChange("renewed", "", state.with(Optional.of(renewed))));
    } catch (Failure notRenewed) {
      // lost, which the holder asks about; or the file system said no, which it may not next time:
      // the token lets this holder publish, not the time
      return;
    }
  }

  /**
   * Gives the lease back if that has not been done; then nobody waits for it to run out. A process
   * that a signal ends does so, too.
   */
  @Override
  public void close() {
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(atExit);
    }
    renewals.shutdown(); // no renewal begins; one that has begun is not left half-written
    synchronized (this) {
      if (taken != null && !over && !lost) {
        over = true;
        release();
      }
    }
  }

  private void release() {
    try {
      fenced(state -> new StateChange("released", "", state.with(Optional.empty())));
    } catch (Failure notGivenBack) {
      if (!lost) { // what is lost need not be given back
        throw notGivenBack;
      }
    }
  }

  private static Failure held(RegisteredModel model, Lease lease) {
    return new Failure(
        Failure.Kind.TRY_LATER,
        model.log().shown()
            + ": another retraining holds the lease until "
            + lease.expires()
            + " ("
            + lease.holder()
            + "); if that one is gone, models release gives it back");
  }
}
