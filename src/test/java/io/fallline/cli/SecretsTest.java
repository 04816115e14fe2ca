package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every secret here has {@code hush} in it; nothing that a command prints or writes has. The pom
 * sets {@code FALLLINE_TEST_TOKEN} for the tests.
 */
class SecretsTest {
  private static final String SECRETS =
      """
      data.options {
        password = hush1, apiKey = "hush2", sasToken = hush3, privateKey = \"""hush4
      hush5\""", fs.azure.account.key."x.net" = hush6, accessKey = ${?FALLLINE_TEST_TOKEN}
        url = "jdbc:postgresql://me:hush7@host/d?user=me&password=hush8"
      }
      """;

  @TempDir private Path directory;
  private Path rows;
  private Path runs;

  @BeforeEach
  void write() throws IOException {
    LocalSpark.session();
    runs = directory.resolve("runs");
    rows = Files.write(directory.resolve("rows.csv"), List.of("label,x", "0,1", "1,2", "0,0"));
  }

  @AfterAll
  static void silenceSpark() {
    Configurator.setRootLevel(Level.OFF); // which --verbose has made talk
  }

  @Test
  void theEnvironmentOfTheTestsHasASecret() {
    assertEquals("hush-of-the-environment", System.getenv("FALLLINE_TEST_TOKEN"));
  }

  @Test
  void aTrainingKeepsThem() throws IOException {
    Path checkpoints = directory.resolve("checkpoints");
    Ran run =
        train(
            SECRETS,
            "checkpoint.directory=" + checkpoints,
            "data.options.pwd=hush9",
            "data.options.token={a=hush}");
    assertEquals(0, run.exit(), run.err());
    assertKept(run);
    assertKept(train(SECRETS, "checkpoint.directory=" + checkpoints, "training.seed=3"));
    assertKept(train(SECRETS, "data.options.password={a=hush}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data.options.password=[hush",
        "data.options={password=\"hush",
        "data.options.password=[hush]",
        "training.epochs=password=hush",
        "data.train=s3a://me:hush@bucket/rows",
        "data.train=https://host/rows?sig=hush",
        "data.format=jdbc",
        "output.directory=s3a://me:hush@bucket/runs",
        "output.mlflow.tracking=htp://me:hush@host",
        "data.label=token=hush"
      })
  void whatGoesWrongDoesNotTell(String setting) throws IOException {
    Ran run = train(SECRETS, setting);
    assertNotEquals(0, run.exit());
    assertKept(run);
  }

  @Test
  void aFirstConfigurationRefersToTheEnvironment() throws IOException {
    Path configuration = directory.resolve("first.conf");
    Path data = Files.createDirectory(directory.resolve("sig=hush1")); // such as a signed address
    Files.move(rows, data.resolve("rows.csv"));
    Ran init =
        Ran.command(
            "init",
            "--data",
            data + "/rows.csv",
            "--label",
            "label",
            "--output",
            configuration.toString(),
            "--set",
            "data.options.password=hush2",
            "--set",
            "data.options.url=jdbc:postgresql://me:hush3@host/d");
    assertEquals(0, init.exit(), init.err());
    assertKept(init);
    String text = Files.readString(configuration);
    assertTrue(
        text.contains(
            "  train = ${DATA_TRAIN}  # has a secret, and so stands in the environment\n"),
        text);
    assertTrue(text.contains("    password = ${DATA_OPTIONS_PASSWORD}  # has a secret, "), text);
    assertTrue(text.contains("    url = ${DATA_OPTIONS_URL}  # has a secret, "), text);
    assertTrue(
        init.out()
            .contains(
                "; to train, with what has secrets as the environment's DATA_TRAIN, DATA_OPTIONS_PASSWORD,"
                    + " DATA_OPTIONS_URL: train --config "),
        init.out());
    Ran without = trainFirst(configuration);
    assertEquals(78, without.exit(), without.err());
    assertTrue(
        without.err().contains("${DATA_OPTIONS_PASSWORD} is neither a key of"), without.err());
    Ran run =
        trainFirst(
            configuration,
            "data.train=" + data + "/rows.csv",
            "data.options.password=hush2",
            "data.options.url=jdbc:postgresql://me:hush3@host/d");
    assertEquals(0, run.exit(), run.err());
    assertKept(run);
  }

  private Ran trainFirst(Path configuration, String... settings) {
    List<String> words =
        new ArrayList<>(List.of("train", "--config", configuration.toString(), "--quiet"));
    for (String setting : settings) {
      words.addAll(List.of("--set", setting));
    }
    words.addAll(List.of("--set", "output.directory=" + runs));
    return Ran.command(words.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data.options.password = hush\\\\ hush}",
        "data.options { password = \"hush",
        "data.options.password = \"\"\"hush",
        "data.options.password : [hush",
        "training.epochs = ${FALLLINE_TEST_TOKEN}",
        "data.options.token = ${hush"
      })
  void aFileThatIsNoConfigurationDoesNotTell(String line) throws IOException {
    Ran run = train(line + "\n");
    assertEquals(78, run.exit(), run.err());
    assertKept(run);
  }

  private Ran train(String text, String... settings) throws IOException {
    Path configuration = directory.resolve("job.conf");
    Files.writeString(
        configuration,
        "data.train = \"%s\"\nmodel.loss = logistic, training.epochs = 1\n%s\noutput.directory = \"%s\"\n"
            .formatted(rows, text, runs));
    List<String> arguments =
        new ArrayList<>(List.of("train", "--config", configuration.toString(), "--verbose"));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    Ran run = Ran.command(arguments.toArray(String[]::new));
    Files.delete(configuration);
    return run;
  }

  private void assertKept(Ran run) throws IOException {
    assertFalse(run.out().contains("hush"), run.out());
    assertFalse(run.err().contains("hush"), run.err());
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertFalse(content.contains("hush"), file + " tells");
      }
    }
  }
}
