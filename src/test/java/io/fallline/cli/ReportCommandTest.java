package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves to be looked at, and how it is made again. */
class ReportCommandTest {
  @TempDir private Path directory;

  @Test
  void aRunHasItsReportAndTheCommandWritesTheSameFromItsFilesAlone() throws IOException {
    Ran ran = train("model.loss = logistic", "0.1");
    assertEquals(0, ran.exit(), ran.err());
    assertEquals("", ran.err());
    Path run = run();
    Path events = events(run);
    byte[] report = Files.readAllBytes(run.resolve("report.html"));
    byte[] eventBytes = Files.readAllBytes(events);
    String page = Files.readString(run.resolve("report.html"));
    for (String part : List.of("ROC, test rows", "Calibration, test rows", "color = red")) {
      assertTrue(page.contains(part), part);
    }

    Files.delete(run.resolve("report.html"));
    Files.delete(events);
    Path elsewhere = Files.move(run.resolve("model"), directory.resolve("model"));
    Ran again = Ran.command("report", "--run", run.toString(), "--json");
    assertEquals(0, again.exit(), again.err());
    assertEquals(
        run.resolve("report.html").toString(),
        new ObjectMapper().readTree(again.out()).get("report").asText());
    assertArrayEquals(report, Files.readAllBytes(run.resolve("report.html")));
    assertArrayEquals(eventBytes, Files.readAllBytes(events));
    assertTrue(Files.exists(elsewhere));
  }

  @Test
  void aTrainingThatFailsLeavesAReportThatSaysWhy() throws IOException {
    Ran ran = train("model.loss = mse", "1e30");
    assertEquals(70, ran.exit(), ran.err());
    String reason = ran.err().strip().substring("fallline: ".length());
    String page = Files.readString(run().resolve("report.html"));
    assertTrue(page.contains("This run was stopped: "), page.substring(page.indexOf("<h1")));
    assertTrue(
        page.contains(reason.substring(0, Math.min(30, reason.length()))),
        reason + " is not in the page");
    events(run());
  }

  @Test
  void aDirectoryOfNoRunIs65() {
    String none = directory.resolve("none").toString();
    assertEquals(
        new Ran(
            65, "", "fallline: " + none + ": does not exist, expected the directory of a run\n"),
        Ran.command("report", "--run", none));
    Ran ran = Ran.command("report", "--run", directory.toString());
    assertEquals(65, ran.exit());
    assertTrue(ran.err().contains(": has no history.jsonl, expected "), ran.err());
  }

  @Test
  void aBrokenFileOfARunIs65AndNamed() throws IOException {
    Files.writeString(directory.resolve("history.jsonl"), "{\"step\":1}\n");
    Ran ran = Ran.command("report", "--run", directory.toString());
    assertEquals(65, ran.exit());
    assertTrue(
        ran.err().startsWith("fallline: " + directory + "/history.jsonl, line 1: expected a step"),
        ran.err());
    assertEquals(1, ran.err().lines().count(), ran.err());
  }

  private Ran train(String model, String rate) throws IOException {
    StringBuilder rows = new StringBuilder("a,color,label\n");
    for (int i = 0; i < 300; i++) {
      rows.append(i * 37 % 101 / 50.0)
          .append(i % 3 == 0 ? ",red," : ",blue,")
          .append(i * 37 % 101 > 50 ? 1 : 0)
          .append('\n');
    }
    Path file = Files.writeString(directory.resolve("rows.csv"), rows);
    Path configuration =
        Files.writeString(
            directory.resolve("job.conf"),
            """
            name = small
            data { train = "%s", validation = 0.2, test = 0.2, categorical = [color] }
            %s
            optimizer { rule = sgd, learningRate = %s }
            training { epochs = 20, batchSize = 16 }
            output.directory = "%s"
            """
                .formatted(file, model, rate, directory.resolve("runs")));
    return Ran.command(
        "train", "--config", configuration.toString(), "--quiet", "--master", "local[2]");
  }

  private Path run() throws IOException {
    try (Stream<Path> runs = Files.list(directory.resolve("runs/small"))) {
      return runs.findFirst().orElseThrow();
    }
  }

  /** The one file for TensorBoard. */
  private static Path events(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      TreeSet<Path> events = new TreeSet<>();
      files.filter(file -> file.getFileName().toString().contains("tfevents")).forEach(events::add);
      assertEquals(1, events.size(), events.toString());
      return events.first();
    }
  }
}
