package io.fallline.scheduling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd is told; what systemd itself says of it is in {@link UnitsInSystemd}. */
class UnitsTest {
  private static final Pattern SHELL = Pattern.compile("(?m)^ExecStart=/bin/sh -c '([^']*)'$");

  @TempDir private Path home;
  private StandIn fallline;
  private String service;

  @BeforeEach
  void start() throws IOException {
    fallline = new StandIn(home);
    service = fallline.startedBy(Schedule.text(Schedule.SERVICE));
  }

  @Test
  void theServiceRetrainsWithTheDateAsItsKey() throws Exception {
    Retrainings days = new Retrainings();
    assertEquals(new Ran(0, ""), Ran.of(List.of("/bin/sh", "-c", command())));
    days.assertKeyedByToday(fallline);
  }

  @Test
  void whatTimeMayMendIsTriedAgainAndNothingElse() {
    assertTrue(has("RestartForceExitStatus=74 75"));
    assertFalse(service.contains("Restart="), "which would try others again");
  }

  @Test
  void theShellGivesWayToFalllineSoThatSignalsReachIt() {
    assertTrue(command().startsWith("exec "), command());
  }

  @Test
  void aNightSleptThroughIsMadeUpFor() throws IOException {
    assertTrue(Schedule.text(Schedule.TIMER).contains("\nPersistent=true\n"));
  }

  private boolean has(String line) {
    return service.lines().anyMatch(line::equals);
  }

  /** As systemd hands it on: systemd.service(5), "Command lines", and its specifiers. */
  private String command() {
    Matcher found = SHELL.matcher(service);
    assertTrue(found.find(), service);
    String command = found.group(1);
    String literal = command.replace("$$", "").replace("%%", "");
    assertFalse(literal.contains("$") || literal.contains("%"), "systemd's own: " + command);
    return command.replace("$$", "$").replace("%%", "%");
  }
}
