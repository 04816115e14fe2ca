package io.fallline.scheduling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Debian's cron makes of the crontab: {@code mvn test -Dtests=schedulers}. */
@Tag("schedulers")
class CrontabInCron {
  @TempDir private Path directory;

  @BeforeAll
  static void install() throws Exception {
    Tools.install();
  }

  @Test
  void cronTakesIt() throws Exception {
    Ran checked = check(Schedule.text(Schedule.CRONTAB));
    assertEquals(0, checked.exit(), checked.output());
  }

  @Test
  void anHourThatThereIsNotIsRefused() throws Exception {
    Ran checked = check(Schedule.text(Schedule.CRONTAB).replace("30 2-5", "30 2-25"));
    assertNotEquals(0, checked.exit());
    assertTrue(checked.output().contains("bad hour"), checked.output());
  }

  private Ran check(String crontab) throws Exception {
    Path file = Files.writeString(directory.resolve("crontab"), crontab);
    return Ran.of(List.of("crontab", "-n", file.toString()));
  }
}
