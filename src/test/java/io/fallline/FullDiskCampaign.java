package io.fallline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.SmallDisk.Limit;
import io.fallline.cli.CommandRun;
import io.fallline.retrain.IrisNights;
import io.fallline.testing.Campaign;
import io.fallline.testing.ForkedJava;
import io.fallline.testing.LocalSpark;
import io.fallline.testing.LongTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every command on disks, real ones in memory, that are full, have no inodes left or are read-only:
 * each ends with 74, one line and nothing half-written, but for checkpoints, without which a
 * training goes on.
 */
@LongTrial
class FullDiskCampaign {
  private static final String DIGITS =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath() + "/sample-data/digits.csv";

  private static final int[] LEFT = {8, 40, 120, 300, 500};

  @TempDir private Path directory;
  private SmallDisk disk;
  private Path configuration;

  @BeforeEach
  void mount() throws Exception {
    Optional<SmallDisk> mounted = SmallDisk.mounted(directory.resolve("disk"));
    if (mounted.isEmpty()) {
      Campaign.figure("full disks: not tried, this process may not mount anything");
    }
    assumeTrue(mounted.isPresent(), "no permission to mount");
    disk = mounted.get();
    configuration =
        Files.writeString(
            directory.resolve("digits.conf"),
            "name = digits, model { layers = [128], loss = softmax }, optimizer.learningRate = 0.01"
                + ", training { epochs = 2, batchSize = 256 }, data { validation = 0.1, train = \""
                + DIGITS
                + "\" }, output.directory = \""
                + directory.resolve("runs")
                + "\"");
  }

  @AfterEach
  void unmount() throws Exception {
    LocalSpark.stop();
    System.clearProperty("spark.local.dir");
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void whicheverFileOfARunDoesNotFitThereIsAllOfItsResultOrNothing() throws Exception {
    int step = Campaign.rounds(8, 112) << 10;
    int refused = 0;
    int whole = 0;
    for (int left = 0; left < 420 << 10; left += step) {
      disk.lift();
      disk.fill(left);
      String when = left + " bytes left";
      CommandRun run = train("output.directory=" + disk.path().resolve("runs-" + left));
      boolean done = run.exit() == 0;
      List<String> names = names(disk.path().resolve("runs-" + left));
      assertEquals(done, names.contains("model"), when + names);
      assertEquals(done, names.contains("summary.json"), when + names);
      assertFalse(names.stream().anyMatch(name -> name.endsWith(".tmp")), when + names);
      if (!done) {
        requireRefused(run, when);
        refused++;
      } else if (!names.contains("report.html")) {
        assertTrue(run.err().contains("warning: no report.html was written"), when + run.err());
      } else {
        whole++;
      }
      delete(disk.path().resolve("runs-" + left));
    }
    assertTrue(refused > 0 && whole > 0, refused + " refused, " + whole + " whole");
    Campaign.figure(
        "full disks: a run directory at every "
            + step
            + " bytes: "
            + refused
            + " refused with 74, "
            + whole
            + " whole");
  }

  @ParameterizedTest
  @EnumSource
  void aTrainingGoesOnWithoutCheckpointsThatDoNotFit(Limit limit) throws Exception {
    disk.limit(limit, 3);
    CommandRun run = train("checkpoint.directory=" + disk.path().resolve("checkpoints"));
    if (limit == Limit.READ_ONLY) {
      requireRefused(run, "it is known before training");
      return;
    }
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.err().contains("; training goes on, the checkpoint before stands"), run.err());
    assertTrue(names(directory.resolve("runs")).contains("model"));
    List<String> left = names(disk.path());
    assertFalse(left.stream().anyMatch(name -> name.contains("step-")), left.toString());
    disk.lift();
  }

  @ParameterizedTest
  @EnumSource
  void aNightThatDoesNotFitPublishesNothingAndIsDoneOnceThereIsRoom(Limit limit) throws Exception {
    IrisNights nights = new IrisNights(disk.path());
    nights.write("day-1.csv", 0);
    assertEquals("promoted", outcome(retrain(nights, "first")));
    disk.limit(limit, 3);
    requireRefused(retrain(nights, "second"), limit.toString());
    disk.lift();
    CommandRun listed = CommandRun.of("models", "list", "--registry", nights.registry().toString());
    assertEquals(0, listed.exit(), listed.err());
    assertTrue(listed.out().contains("*      1  "), listed.out());
    assertFalse(listed.out().contains("       2  "), listed.out());
    assertEquals(
        0,
        CommandRun.of("models", "release", "--registry", nights.registry().toString()).exit(),
        "where there was no room to give the lease back");
    assertEquals("promoted", outcome(retrain(nights, "second")));
    assertEquals("alreadyDone", outcome(retrain(nights, "second")));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsMadeOfAModelIsWholeOrNotThere(Limit limit) throws Exception {
    assertEquals(0, train("output.directory=" + disk.path().resolve("runs")).exit());
    Path run = only(disk.path().resolve("runs/digits"));
    byte[] report = Files.readAllBytes(run.resolve("report.html"));
    disk.limit(limit, 0);
    List<String> before = names(disk.path());
    String model = run.resolve("model").toString();
    String output = disk.path().resolve("output").toString();
    for (List<String> words :
        List.of(
            List.of("report", "--run", run.toString()),
            List.of("export", "--model", model, "--format", "onnx", "--output", output),
            List.of("predict", "--model", model, "--data", DIGITS, "--output", output),
            List.of("paths", "--function", "bowl", "--output", output))) {
      requireRefused(CommandRun.of(words.toArray(String[]::new)), words.toString());
      List<String> after = names(disk.path());
      after.removeIf(name -> name.startsWith("events.out."));
      before.removeIf(name -> name.startsWith("events.out."));
      assertEquals(before, after, words.toString());
    }
    assertArrayEquals(report, Files.readAllBytes(run.resolve("report.html")));
    disk.lift();
  }

  @ParameterizedTest
  @EnumSource
  void aComparisonAndARangeTestThatDoNotFitSaySo(Limit limit) throws Exception {
    disk.limit(limit, 3);
    String output = "output.directory=" + disk.path().resolve("runs");
    String file = configuration.toString();
    requireRefused(
        CommandRun.of(
            "compare", "--config", file, "--set", output, "--vary", "training.batchSize=128,256"),
        limit.toString());
    if (limit != Limit.BYTES) {
      requireRefused(CommandRun.of("find-rate", "--config", file, "--set", output), "find-rate");
    }
    disk.lift();
  }

  @Test
  void shardsThatDoNotFitOnDiskSaySo() throws Exception {
    System.setProperty("spark.local.dir", disk.path().toString());
    for (String storage : List.of("disk", "memory-and-disk")) {
      for (int kibibytes : Campaign.rounds(1, 0) > 0 ? LEFT : new int[] {8, 120, 500}) {
        long left = (long) kibibytes << 10;
        disk.lift();
        disk.fill(left);
        CommandRun run = train("data.storage=" + storage);
        if (run.exit() != 0) {
          requireRefused(run, storage + " with " + left);
          delete(directory.resolve("runs"));
        }
        LocalSpark.stop();
      }
    }
    disk.lift();
  }

  /** In a process of its own, with the limit of a shell. */
  @Test
  void aFileThatMayNotGrowFurtherIsRefusedAsOnAFullDisk() throws Exception {
    String checkpoints = "checkpoint.directory=" + directory.resolve("checkpoints");
    Path err = directory.resolve("err");
    List<String> command =
        new ArrayList<>(List.of("bash", "-c", "ulimit -f 256 && exec \"$@\"", "limited"));
    command.add(ForkedJava.home().resolve("bin/java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:-UsePerfData"));
    command.add("@" + Path.of(System.getenv("FALLLINE_HOME"), "submit-scripts/jvm.options"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.fallline.cli.Main"));
    command.addAll(List.of("train", "--config", configuration.toString(), "--master", "local[2]"));
    command.addAll(List.of("--quiet", "--set", checkpoints, "--set", "model.layers=[256,256]"));
    command.addAll(List.of("--set", "data.train=" + DIGITS.replace("digits", "iris")));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile())
            .start();
    assertTrue(process.waitFor(10, TimeUnit.MINUTES), "it hangs");
    String said = Files.readString(err);
    assertEquals(74, process.exitValue(), said);
    assertTrue(said.contains("File too large; training goes on"), said);
    assertTrue(said.contains("/model: cannot be written: File too large"), said);
    assertFalse(names(directory.resolve("runs")).contains("summary.json"), said);
  }

  private CommandRun train(String setting) {
    return CommandRun.of(
        "train", "--config", configuration.toString(), "--quiet", "--set", setting);
  }

  private static CommandRun retrain(IrisNights nights, String key) {
    return CommandRun.of(
        "retrain",
        "--config",
        nights.configuration().toString(),
        "--json",
        "--set",
        "retrain.runKey=" + key,
        "--set",
        "retrain.gate.minGain=-1e9");
  }

  private static String outcome(CommandRun run) throws IOException {
    assertEquals(0, run.exit(), run.err());
    return new ObjectMapper().readTree(run.out()).path("outcome").asText();
  }

  /** One line, after warnings. */
  private static void requireRefused(CommandRun run, String when) {
    assertEquals(74, run.exit(), when + ": " + run.err());
    List<String> lines = run.err().lines().filter(line -> !line.startsWith("warning: ")).toList();
    assertEquals(1, lines.stream().filter(line -> line.startsWith("fallline: ")).count());
    assertTrue(
        lines.get(lines.size() - 1).matches(".*(No space left on device|Read-only file system).*"),
        when + ": " + run.err());
    assertEquals("", run.out(), when);
  }

  private static Path only(Path parent) throws IOException {
    try (Stream<Path> children = Files.list(parent)) {
      return children.findFirst().orElseThrow();
    }
  }

  private static List<String> names(Path root) throws IOException {
    List<String> names = new ArrayList<>();
    if (Files.exists(root)) {
      try (Stream<Path> all = Files.walk(root)) {
        all.forEach(file -> names.add(file.getFileName().toString()));
      }
    }
    names.sort(null);
    return names;
  }

  private static void delete(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
