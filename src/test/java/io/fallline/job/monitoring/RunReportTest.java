package io.fallline.job.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
  @TempDir private Path directory;
  private RunDirectory run;
  private Path path;
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void begin() {
    run =
        RunDirectory.create(
            directory.toString(), "r", new Configuration(), Instant.parse("2026-01-02T03:04:05Z"));
    path = Path.of(run.path().toString());
  }

  @Test
  void aReportThatCannotBeWrittenIsAWarningInOneLine() throws IOException {
    Files.writeString(Files.createDirectories(path.resolve("report.html")).resolve("x"), "");
    new RunReport(run).write(Failure.data("the rows are bad"), warnings::add);
    assertEquals(1, warnings.size());
    assertTrue(
        warnings.get(0).startsWith("no report.html was written (" + path + "/report.html: cannot"),
        warnings.get(0));
    assertTrue(warnings.get(0).endsWith("); report --run " + path + " writes it"), warnings.get(0));
  }

  @Test
  void aDefectInWhatIsToBeShownIsAWarningToo() {
    new RunReport(run)
        .write(
            () -> {
              throw new IllegalStateException("oh");
            },
            warnings::add);
    assertEquals(1, warnings.size());
    assertTrue(
        warnings.get(0).contains("(an error that should not have happened: "), warnings.get(0));
  }

  @Test
  void theReasonIsTheFailureThatSparkHasWrapped() throws IOException {
    new RunReport(run)
        .write(new RuntimeException("job aborted", Failure.data("row 7 is bad")), warnings::add);
    assertEquals(List.of(), warnings);
    String page = Files.readString(path.resolve("report.html"));
    assertTrue(page.contains("This run was stopped: row 7 is bad"), page);
    assertFalse(page.contains("job aborted"), page);
  }
}
