package io.fallline.retrain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import io.fallline.job.TellingConsole;
import io.fallline.job.TerminationRequest;
import io.fallline.job.training.JitWarmUp;
import io.fallline.registry.ModelRegistry;
import io.fallline.registry.RegisteredModel;
import io.fallline.store.CheckpointStore;
import io.fallline.testing.LocalSpark;
import io.fallline.testing.TestDistribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A lake to which files come, and a job that is retrained on them night by night. */
final class Nights {
  private static final java.nio.file.Path PROJECT =
      java.nio.file.Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final int FILES = 12;
  private static final long SECONDS = 300;

  private final FileSystem files;
  private final java.nio.file.Path disk;
  private final Path root;
  private final java.nio.file.Path configuration;
  private final String header;
  private final List<String> rows;
  private final Map<String, String> spark;

  /**
   * @param root of the lake
   * @param disk for what processes need on this machine
   * @param spark settings by which Spark in a process of its own finds the lake's file system
   */
  Nights(FileSystem files, Path root, java.nio.file.Path disk, Map<String, String> spark)
      throws IOException {
    this.files = files;
    this.disk = disk;
    this.spark = spark;
    this.root = root;
    List<String> lines = Files.readAllLines(PROJECT.resolve("sample-data/breast-cancer.csv"));
    this.header = lines.get(0);
    this.rows = lines.subList(1, lines.size());
    this.configuration =
        Files.writeString(
            disk.resolve("nights.conf"),
            """
            name = "nights"
            data { train = "%1$s/days", test = "%1$s/test.csv" }
            model.loss = "logistic"
            optimizer.learningRate = 0.01
            regularization.l2 = 0.01
            training { batchSize = 16, epochs = 20 }
            checkpoint { directory = "%1$s/checkpoints", everyEpochs = null, everySteps = 20 }
            output.directory = "%1$s/runs"
            retrain { registry = "%1$s/registry", new = "files", keep = 5, gate.minGain = -0.1 }
            """
                .formatted(root));
  }

  Configuration hadoop() {
    return files.getConf();
  }

  Path registry() {
    return new Path(root, "registry");
  }

  RegisteredModel model() {
    return new ModelRegistry(registry(), hadoop()).model("nights");
  }

  /** The rows that are held out, as of a day. */
  void test(boolean widened) throws IOException {
    write(new Path(root, "test.csv"), 0, false, widened);
  }

  /**
   * A day's file.
   *
   * @param mislabelled every label is the other one
   * @param widened there is a column more
   */
  void day(int day, boolean mislabelled, boolean widened) throws IOException {
    write(new Path(root, "days/day-" + day + ".csv"), day, mislabelled, widened);
  }

  private void write(Path path, int part, boolean mislabelled, boolean widened) throws IOException {
    StringBuilder text = new StringBuilder(header).append(widened ? ",humidity\n" : "\n");
    for (int row = part; row < rows.size(); row += FILES) {
      String line = rows.get(row);
      int label = line.lastIndexOf(',') + 1;
      String other = line.endsWith("0") ? "1" : "0";
      text.append(line, 0, label).append(mislabelled ? other : line.substring(label));
      text.append(widened ? "," + row % 7 + "\n" : "\n");
    }
    try (FSDataOutputStream out = files.create(path, true)) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  RetrainResult night(int night, String... settings) {
    return night(night, text -> {}, settings);
  }

  /**
   * @param told what the retraining prints on its way
   */
  RetrainResult night(int night, Consumer<String> told, String... settings) {
    JobConfiguration job = job(night, settings);
    try (JitWarmUp warmUp = JitWarmUp.begin(job)) {
      return Retrain.run(
          LocalSpark.session(), job, new TellingConsole(told), warmUp, TerminationRequest.NEVER);
    }
  }

  private JobConfiguration job(int night, String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("retrain.runKey=night-" + night);
    return ConfigurationFile.load(configuration, all);
  }

  /** Starts a retraining in a process of its own, and kills it once something is so. */
  void killed(int night, BooleanSupplier once, String... settings) throws Exception {
    Process process = startedUntil(night, once, settings);
    try {
      assertTrue(process.destroyForcibly().waitFor(SECONDS, TimeUnit.SECONDS), "still there");
    } finally {
      TestDistribution.end(process);
    }
  }

  /**
   * The same, ended by SIGTERM.
   *
   * @return its exit code
   */
  int terminated(int night, BooleanSupplier once, String... settings) throws Exception {
    Process process = startedUntil(night, once, settings);
    try {
      process.destroy();
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "still there");
      return process.exitValue();
    } finally {
      TestDistribution.end(process);
    }
  }

  private Process startedUntil(int night, BooleanSupplier once, String... settings)
      throws Exception {
    java.nio.file.Path log = disk.resolve("night-" + night + ".log");
    Process process =
        new ProcessBuilder(command(night, settings))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      while (!once.getAsBoolean()) {
        assertTrue(process.isAlive() && System.nanoTime() < end, Files.readString(log));
        process.waitFor(5, TimeUnit.MILLISECONDS);
      }
      return process;
    } catch (Exception | Error e) {
      TestDistribution.end(process);
      throw e;
    }
  }

  private List<String> command(int night, String... settings) {
    List<String> command =
        new ArrayList<>(
            List.of(
                java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + PROJECT.resolve("submit-scripts/jvm.options"),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path")));
    spark.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(
        List.of(
            "io.fallline.cli.Main",
            "retrain",
            "--config",
            configuration.toString(),
            "--master",
            "local[1]",
            "--set",
            "retrain.runKey=night-" + night));
    for (String setting : settings) {
      command.addAll(List.of("--set", setting));
    }
    return command;
  }

  /** The steps of those that are whole. */
  List<Long> checkpoints() {
    return CheckpointStore.open(new Path(root, "checkpoints"), hadoop()).steps();
  }

  List<String> versionDirectories() {
    return names(model().versions());
  }

  private List<String> names(Path directory) {
    List<String> names = new ArrayList<>();
    try {
      if (files.exists(directory)) {
        for (var entry : files.listStatus(directory)) {
          names.add(entry.getPath().getName());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }
}
