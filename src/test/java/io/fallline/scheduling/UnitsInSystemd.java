package io.fallline.scheduling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd makes of the units: {@code mvn test -Dtests=schedulers}. */
@Tag("schedulers")
class UnitsInSystemd {
  private static final Pattern CALENDAR = Pattern.compile("(?m)^OnCalendar=(.*)$");

  @TempDir private Path directory;

  @BeforeAll
  static void install() throws Exception {
    Tools.install();
  }

  @Test
  void systemdHasNothingToSayOfThem() throws Exception {
    assertEquals(new Ran(0, ""), verify("", ""));
  }

  @Test
  void aKeyThatThereIsNotIsNoticed() throws Exception {
    Ran verified = verify("RestartForceExitStatus", "RestartForExitStatus");
    assertTrue(verified.output().contains("RestartForExitStatus"), verified.output());
  }

  @Test
  void aServiceThatSystemdWouldNotTryAgainIsRefused() throws Exception {
    Ran verified = verify("Type=exec", "Type=oneshot");
    assertEquals(1, verified.exit(), verified.output());
    assertTrue(verified.output().contains("RestartForceExitStatus"), verified.output());
  }

  @Test
  void theTimerElapsesEveryNightAtHalfPastTwo() throws Exception {
    Matcher calendar = CALENDAR.matcher(Schedule.text(Schedule.TIMER));
    assertTrue(calendar.find());
    List<String> command =
        List.of(
            "systemd-analyze",
            "calendar",
            "--iterations=2",
            "--base-time=2026-03-01 12:00:00 UTC",
            calendar.group(1));
    Ran elapses = Ran.of(command, Map.of("TZ", "UTC"));
    assertEquals(0, elapses.exit(), elapses.output());
    for (String night : List.of("2026-03-02 02:30:00 UTC", "2026-03-03 02:30:00 UTC")) {
      assertTrue(elapses.output().contains(night), elapses.output());
    }
  }

  /** With one thing else in the service. */
  private Ran verify(String given, String other) throws Exception {
    StandIn fallline = new StandIn(directory);
    String service = fallline.startedBy(Schedule.text(Schedule.SERVICE)).replace(given, other);
    Path timer = directory.resolve(Schedule.TIMER);
    Files.writeString(timer, Schedule.text(Schedule.TIMER));
    Path file = Files.writeString(directory.resolve(Schedule.SERVICE), service);
    return Ran.of(List.of("systemd-analyze", "verify", file.toString(), timer.toString()));
  }
}
