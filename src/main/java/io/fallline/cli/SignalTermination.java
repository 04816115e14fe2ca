package io.fallline.cli;

import io.fallline.core.failure.Failure;
import io.fallline.job.TerminationRequest;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The handler of SIGTERM, which schedulers send, SIGINT of the keyboard, and SIGHUP of a terminal
 * that is closed. A training ends after its step, so that its state can be kept. Other work ends at
 * once, as does a training at the second signal. A signal that the process was started to ignore,
 * as nohup does with SIGHUP, stays ignored: Java sees to that.
 */
final class SignalTermination implements TerminationRequest, AutoCloseable {
  private static final List<Signal> SIGNALS =
      List.of(new Signal("TERM"), new Signal("INT"), new Signal("HUP"));

  private final PrintStream err;
  private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();
  private boolean training;
  private volatile boolean asked;

  SignalTermination(PrintStream err) {
    this.err = err;
    SIGNALS.forEach(signal -> before.put(signal, Signal.handle(signal, told -> terminate())));
  }

  private void terminate() {
    if (endsAtOnce()) {
      err.println("fallline: ended by a signal");
      System.exit(ExitStatus.code(Failure.Kind.TRY_LATER));
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
    before.forEach(Signal::handle);
  }
}
