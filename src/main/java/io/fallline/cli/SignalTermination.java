package io.fallline.cli;

import io.fallline.core.failure.Failure;
import io.fallline.job.Termination;
import java.io.PrintStream;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * SIGTERM, by which schedulers end what they have started: a training ends after its step, so that
 * its state can be kept; whatever else is going on ends at once, as does a training at the second
 * signal.
 */
final class SignalTermination implements Termination, AutoCloseable {
  private static final Signal TERM = new Signal("TERM");

  private final PrintStream err;
  private final SignalHandler before;
  private boolean training;
  private volatile boolean asked;

  SignalTermination(PrintStream err) {
    this.err = err;
    this.before = Signal.handle(TERM, signal -> terminate());
  }

  private void terminate() {
    if (endsAtOnce()) {
      err.println("fallline: ended by a signal");
      System.exit(Exit.of(Failure.Kind.TRY_LATER));
    }
  }

  private synchronized boolean endsAtOnce() {
    boolean now = asked || !training;
    asked = true;
    return now;
  }

  @Override
  public synchronized void trainingBegins() {
    training = true;
  }

  @Override
  public boolean isAsked() {
    return asked;
  }

  @Override
  public synchronized void trainingEnds() {
    training = false;
  }

  @Override
  public void close() {
    Signal.handle(TERM, before);
  }
}
