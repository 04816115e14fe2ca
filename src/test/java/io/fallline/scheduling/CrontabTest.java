package io.fallline.scheduling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The crontab's line, run by the shell as cron runs it. */
@Timeout(60)
class CrontabTest {
  @TempDir private Path home;
  private StandIn fallline;
  private CronLine line;

  @BeforeEach
  void start() throws IOException {
    fallline = new StandIn(home);
    line = CronLine.of(fallline.startedBy(Schedule.text(Schedule.CRONTAB)));
  }

  @Test
  void theLineRetrainsWithTheDateAsItsKey() throws Exception {
    Retrainings days = new Retrainings();
    assertEquals(new Ran(0, ""), run());
    days.assertKeyedByToday(fallline);
  }

  @Test
  void howTheRetrainingEndedIsHowTheLineEnds() throws Exception {
    fallline.endsWith(20);
    assertEquals(20, run().exit());
  }

  @Test
  void whoComesWhileARetrainingGoesOnDoesNothingAndSaysTryLater() throws Exception {
    fallline.holds();
    Process first = line.program(home).start();
    assertEquals("holding", firstLine(first));

    assertEquals(new Ran(75, ""), run());
    assertEquals(1, fallline.calls().size());

    assertEquals(0, Ran.of(first).exit());
    fallline.holdsNoLonger();
    assertEquals(0, run().exit());
    assertEquals(2, fallline.calls().size());
  }

  @Test
  void itIsTriedSeveralTimesANightForCronTriesNothingAgain() {
    assertTrue(line.times().matches("30 2-[3-9] \\* \\* \\*"), line.times());
  }

  private Ran run() throws Exception {
    return Ran.of(line.program(home));
  }

  private static String firstLine(Process process) throws IOException {
    BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
    return reader.readLine();
  }
}
