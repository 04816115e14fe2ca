package io.fallline.job.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.cli.CommandRun;
import io.fallline.core.failure.Failure;
import io.fallline.job.training.CheckpointedTraining.Ended;
import io.fallline.model.ModelContent;
import io.fallline.model.NamedTensor;
import io.fallline.store.ModelDirectory;
import io.fallline.store.NewFile;
import io.fallline.testing.LocalSpark;
import io.fallline.testing.S3Server;
import io.fallline.testing.S3Spark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hadoop's S3A against a server that speaks S3: {@code mvn -Ps3 test}. */
@Tag("s3")
class TrainingOnS3 {
  private static final int WRITERS = 4;

  @TempDir private static Path logs;
  private static S3Spark spark;
  private static Configuration hadoop;

  @TempDir private Path directory;

  @BeforeAll
  static void start() throws Exception {
    spark = S3Spark.start(logs);
    hadoop = spark.hadoop();
  }

  @AfterAll
  static void stop() throws Exception {
    spark.close();
  }

  @Test
  void checkpointsAndRunDirectoryThereGiveTheSameBitsAlsoWhenInterrupted() throws Exception {
    CheckpointedTraining training = new CheckpointedTraining(directory);
    Ended calm = training.run();
    String base = S3Server.BUCKET + "/resumed";
    String rows = copied(directory.resolve("rows.csv"), base + "/rows.csv");
    String[] there = {
      "data.train=" + rows,
      "output.directory=" + base + "/runs",
      "checkpoint.directory=" + base + "/checkpoints",
      "checkpoint.keep=2"
    };
    training.interrupt(77, there);
    assertTrue(names(base + "/checkpoints").contains("step-000000000077"));
    Ended resumed = training.run(there);
    assertEquals(calm.parameters(), resumed.parameters());
    assertEquals(calm.history(), resumed.history());
    String run = path(resumed.summary().path("model").asText()).getParent().toString();
    assertTrue(
        names(run).containsAll(List.of("history.jsonl", "model", "report.html", "summary.json")),
        names(run).toString());
  }

  @Test
  void commandsTrainEvaluateExportAndPredictThere() throws Exception {
    String base = S3Server.BUCKET + "/commands";
    String rows = copied(Path.of("sample-data/iris.csv"), base + "/iris.csv");
    CommandRun trained =
        CommandRun.of(
            "train",
            "--config",
            "conf/iris.conf",
            "--set",
            "data.train=" + rows,
            "--set",
            "output.directory=" + base + "/runs",
            "--json");
    assertEquals(0, trained.exit(), trained.err());
    String model = new ObjectMapper().readTree(trained.out()).path("model").asText();
    assertTrue(model.startsWith(base), model);
    for (List<String> command :
        List.of(
            List.of("evaluate", "--model", model, "--data", rows),
            List.of(
                "export", "--model", model, "--format", "onnx", "--output", base + "/model.onnx"),
            List.of(
                "predict", "--model", model, "--data", rows, "--output", base + "/predictions"))) {
      CommandRun done = CommandRun.of(command.toArray(String[]::new));
      assertEquals(0, done.exit(), command + ": " + done.err());
    }
    hadoop = spark.hadoop();
    assertTrue(names(base + "/predictions").contains("_SUCCESS"));
    assertEquals(150, LocalSpark.session().read().parquet(base + "/predictions").count());
    CommandRun again =
        CommandRun.of(
            "export", "--model", model, "--format", "onnx", "--output", base + "/model.onnx");
    assertEquals(74, again.exit(), again.err());
    assertTrue(again.err().contains("model.onnx: exists already"), again.err());
  }

  @Test
  void ofManyWritersOfOneFileOneWins() throws Exception {
    for (int round = 0; round < 20; round++) {
      var target = path(S3Server.BUCKET + "/race/file-" + round);
      List<Integer> winners =
          winners(number -> NewFile.took(target, hadoop, new byte[] {(byte) number}));
      assertEquals(1, winners.size(), "round " + round);
      try (FSDataInputStream in = target.getFileSystem(hadoop).open(target)) {
        assertEquals(winners.get(0), in.read());
      }
    }
  }

  @Test
  void ofManyPublishersOneWinsAlsoWhereFilesGoUpInParts() throws Exception {
    for (int round = 0; round < 6; round++) {
      int values = round < 5 ? 100 : 800_000;
      var model = path(S3Server.BUCKET + "/race/model-" + round);
      List<Integer> winners = winners(number -> published(model, number, values));
      assertEquals(1, winners.size(), "round " + round);
      ModelContent read = ModelDirectory.read(model, hadoop);
      double winner = winners.get(0);
      assertEquals(winner, read.parameters().get(0).values()[values - 1]);
      assertEquals(winner, read.scaling().get(0).values()[0]);
      assertEquals(3, names(model.toString()).size(), names(model.toString()).toString());
    }
  }

  @Test
  void withoutConditionsItIsRefused() {
    Configuration without = new Configuration(hadoop);
    without.setBoolean("fs.s3a.create.conditional.enabled", false);
    without.setBoolean("fs.s3a.impl.disable.cache", true);
    var model = path(S3Server.BUCKET + "/refused/model.onnx");
    Failure failure = assertThrows(Failure.class, () -> NewFile.took(model, without, new byte[1]));
    assertEquals(Failure.Kind.FILES, failure.kind());
    assertTrue(failure.getMessage().contains("s3a is not known to rename"), failure.getMessage());
  }

  private static List<Integer> winners(IntPredicate attempt) {
    return IntStream.range(0, WRITERS).parallel().filter(attempt).boxed().toList();
  }

  private static boolean published(org.apache.hadoop.fs.Path model, int number, int values) {
    double[] all = new double[values];
    Arrays.fill(all, number);
    List<NamedTensor> tensors = List.of(NamedTensor.vector("number", all));
    try {
      ModelDirectory.write(
          model,
          hadoop,
          tensors,
          tensors,
          Map.of(),
          Map.of(),
          new ObjectMapper().createObjectNode().put("by", number));
      return true;
    } catch (Failure failure) {
      assertEquals(model + ": exists already; it was left as it is", failure.getMessage());
      return false;
    }
  }

  private static String copied(Path file, String target) throws IOException {
    try (OutputStream out = path(target).getFileSystem(hadoop).create(path(target))) {
      Files.copy(file, out);
    }
    return target;
  }

  private static List<String> names(String directory) throws IOException {
    FileSystem files = path(directory).getFileSystem(hadoop);
    return Arrays.stream(files.listStatus(path(directory)))
        .map(FileStatus::getPath)
        .map(org.apache.hadoop.fs.Path::getName)
        .sorted()
        .collect(Collectors.toList());
  }

  private static org.apache.hadoop.fs.Path path(String path) {
    return new org.apache.hadoop.fs.Path(path);
  }
}
