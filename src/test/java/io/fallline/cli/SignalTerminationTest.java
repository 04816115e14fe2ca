package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sun.misc.Signal;
import sun.misc.SignalHandler;

class SignalTerminationTest {
  static Stream<Signal> signals() {
    return Stream.of(new Signal("TERM"), new Signal("INT"), new Signal("HUP"));
  }

  @ParameterizedTest
  @MethodSource("signals")
  @Timeout(60)
  void everySignalThatEndsAProcessAsksATrainingToEnd(Signal signal) {
    assumeFalse(isIgnored(signal), "the tests were started to ignore " + signal);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (SignalTermination termination = new SignalTermination(new PrintStream(err, true))) {
      termination.trainingBegins();
      assertFalse(termination.isAsked());
      Signal.raise(signal);
      while (!termination.isAsked()) {
        Thread.onSpinWait(); // Java hands it over on a thread of its own
      }
    }
    assertEquals(0, err.size(), "what ends after its step says so itself");
  }

  @Test
  void theHandlersOfBeforeAreThereAgainAfterwards() {
    List<String> before = handlers();
    new SignalTermination(System.err).close();
    assertEquals(before, handlers());
  }

  private static List<String> handlers() {
    List<String> handlers = new ArrayList<>();
    signals()
        .forEach(
            signal -> {
              SignalHandler handler = Signal.handle(signal, SignalHandler.SIG_DFL);
              Signal.handle(signal, handler);
              handlers.add(handler.toString());
            });
    return handlers;
  }

  private static boolean isIgnored(Signal signal) {
    SignalHandler handler = Signal.handle(signal, SignalHandler.SIG_DFL);
    Signal.handle(signal, handler);
    return handler == SignalHandler.SIG_IGN;
  }
}
