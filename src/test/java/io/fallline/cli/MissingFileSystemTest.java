package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.scorer.ModelCase;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.util.VersionInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths of a scheme that Hadoop knows, but whose classes are in a jar that nobody has given. */
class MissingFileSystemTest {
  private static final String SCHEME = "spark.hadoop.fs.absent.impl";
  private static final String NAME = "org.apache.hadoop.fs.s3a.absent.AbsentFileSystem";
  private static final String PLACE = "absent://bucket/x";

  @TempDir private static Path directory;
  private static String model;
  private static String rows;

  @BeforeAll
  static void prepare() throws IOException {
    System.setProperty(SCHEME, NAME);
    System.setProperty("spark.hadoop.fs.AbstractFileSystem.absent.impl", NAME);
    LocalSpark.stop();
    LocalSpark.session();
    model =
        new ModelCase("logistic", "relu", "STANDARD", "MEAN", true, false, false, "no yes")
            .write(directory.resolve("model"), "java")
            .toString();
    rows = Files.writeString(directory.resolve("rows.csv"), "label,x\n0,1\n1,2\n").toString();
  }

  @AfterAll
  static void forget() {
    System.clearProperty(SCHEME);
    System.clearProperty("spark.hadoop.fs.AbstractFileSystem.absent.impl");
    LocalSpark.stop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models list --registry PLACE",
        "report --run PLACE",
        "export --format onnx --model PLACE --output out",
        "export --format onnx --model MODEL --output PLACE",
        "evaluate --data ROWS --model PLACE",
        "evaluate --data ROWS --model registry:m --registry PLACE",
        "evaluate --data PLACE --model MODEL",
        "predict --data ROWS --model MODEL --output PLACE",
      })
  void aCommandSaysWhatBringsTheFileSystem(String command) {
    assertRefused(
        Ran.command(
            command
                .replace("PLACE", PLACE)
                .replace("MODEL", model)
                .replace("ROWS", rows)
                .split(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data.train",
        "data.validation",
        "output.directory",
        "checkpoint.directory",
        "model.initial"
      })
  void aSettingIsToldWhatBringsTheFileSystem(String setting) throws IOException {
    assertRefused(Ran.command("train", "--config", job(), "--set", setting + "=" + PLACE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"data.train", "output.directory", "retrain.registry"})
  void aCheckSaysItBeforeTraining(String setting) throws IOException {
    assertRefused(
        Ran.command(
            "check", "--config", job(), "--set", "data.test=0.5", "--set", setting + "=" + PLACE));
  }

  private static String job() throws IOException {
    return Files.writeString(
            directory.resolve("job.conf"),
            """
            data.train = "%s"
            model.loss = logistic
            training.epochs = 1
            output.directory = "%s"
            """
                .formatted(rows, directory.resolve("runs")))
        .toString();
  }

  private static void assertRefused(Ran ran) {
    String line = ran.err().strip();
    assertEquals(74, ran.exit(), line);
    assertTrue(line.startsWith("fallline: " + PLACE), line); // or a directory in it
    assertEquals(
        "its file system cannot be reached: "
            + NAME
            + " is not on the class path; expected submit.sh with"
            + " FALLLINE_SUBMIT_ARGS=\"--packages org.apache.hadoop:hadoop-aws:"
            + VersionInfo.getVersion()
            + "\"",
        line.substring(line.indexOf(": its ") + 2));
  }
}
