package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.core.setting.SettingException;
import io.fallline.store.FullDisk;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTest {
  @ParameterizedTest
  @CsvSource({
    "COMMAND_LINE, 64",
    "CONFIGURATION, 78",
    "DATA, 65",
    "TRAINING, 70",
    "FILES, 74",
    "TRY_LATER, 75"
  })
  void everyKindOfFailureHasItsExitCode(Failure.Kind kind, int exit) {
    assertEquals(
        new ExitStatus(exit, "what is wrong"), ExitStatus.of(new Failure(kind, "what is wrong")));
  }

  @Test
  void aSettingThatDoesNotFitIsAConfigurationsFault() {
    assertEquals(
        new ExitStatus(78, "beta1 is 2"),
        ExitStatus.of(new SettingException("beta1", "beta1 is 2")));
  }

  @Test
  void aFailureIsFoundBelowWhatSparkWrapsAroundIt() {
    Throwable wrapped =
        new IllegalStateException("Job aborted", new RuntimeException(Failure.data("row 3")));
    assertEquals(new ExitStatus(65, "row 3"), ExitStatus.of(wrapped));
  }

  @Test
  void aDefectIs70AndAnnouncesWhereToFindIt() {
    assertEquals(
        new ExitStatus(
            70,
            "an error that should not have happened: IllegalStateException: one; two; --verbose shows where"),
        ExitStatus.of(new IllegalStateException("one\n\ttwo\n")));
  }

  @Test
  void tooLittleMemoryIs70WithAHint() {
    ExitStatus ending =
        ExitStatus.of(new RuntimeException(new OutOfMemoryError("Java heap space")));
    assertEquals(70, ending.exit());
    assertTrue(
        ending.line().startsWith("out of memory (Java heap space): give the JVM more"),
        ending.line());
  }

  @Test
  void aFullDiskIs74WhateverSparkAndHadoopMakeOfIt() {
    for (Throwable failed :
        List.of(
            FullDisk.error(),
            new IllegalStateException("Job aborted", FullDisk.error()),
            new OutOfMemoryError("error while calling spill(): No space left on device"))) {
      ExitStatus ending = ExitStatus.of(failed);
      assertEquals(74, ending.exit(), ending.line());
      assertTrue(ending.line().contains(": No space left on device;"), ending.line());
    }
  }

  @Test
  void causesInACircleEnd() {
    RuntimeException one = new RuntimeException("one");
    one.initCause(new RuntimeException("two", one));
    assertEquals(70, ExitStatus.of(one).exit());
  }
}
