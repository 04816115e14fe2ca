package io.fallline.scheduling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files that schedules name are in the checkout, under the same names. */
class SchedulePathsTest {
  private static final Pattern INSTALLED =
      Pattern.compile("(?:/opt/fallline|\\{HOME\\})/([\\w./-]*\\w)");
  private static final Pattern COPIED = Pattern.compile("(?m)^COPY (\\S+) /opt/fallline/(\\S+)$");
  private static final String BUILT = "target/";

  @Test
  void everyScheduleIsTried() throws IOException {
    try (Stream<Path> files = Files.list(Schedule.directory())) {
      assertEquals(
          new TreeSet<>(Schedule.ALL),
          new TreeSet<>(files.map(file -> file.getFileName().toString()).toList()));
    }
  }

  @Test
  void whatIsNamedIsThere() throws IOException {
    for (String schedule : Schedule.ALL) {
      List<String> named = named(INSTALLED, Schedule.text(schedule));
      for (String path : named) {
        assertTrue(
            path.startsWith(BUILT) || Files.exists(Schedule.inProject(path)),
            schedule + " names " + path);
      }
    }
  }

  @Test
  void theImageHasWhatManifestsNameAtTheSamePlace() throws IOException {
    String dockerfile = Schedule.text("Dockerfile");
    List<MatchResult> copied = COPIED.matcher(dockerfile).results().toList();
    copied.forEach(copy -> assertEquals(copy.group(1), copy.group(2)));
    for (String manifest : List.of(Schedule.CRON_JOB, Schedule.SPARK_OPERATOR)) {
      for (String path : named(INSTALLED, Schedule.text(manifest))) {
        assertTrue(
            copied.stream().anyMatch(copy -> Path.of(path).startsWith(copy.group(1))),
            manifest + " names " + path);
      }
    }
  }

  private static List<String> named(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }
}
