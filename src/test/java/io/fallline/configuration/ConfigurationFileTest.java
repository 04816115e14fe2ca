package io.fallline.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {
  @TempDir private Path directory;

  @Test
  void aFileIsNamedAsItWasGiven() throws IOException {
    Path file = write("training.epochs = -1\n" + Loaded.TRAIN);
    assertEquals(
        file + ":1: training.epochs is -1, expected a whole number of 0 or more, or auto",
        refusal(file));
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    Path file = directory.resolve("none.conf");
    assertEquals(file + ": the configuration cannot be read: there is no such file", refusal(file));
  }

  @Test
  void aDirectoryIsRefused() {
    assertEquals(
        directory + ": the configuration cannot be read: it is a directory", refusal(directory));
  }

  @Test
  @Timeout(60) // to read a pipe that nobody writes to takes for ever
  void aPipeOrADeviceIsRefusedAtOnce() throws Exception {
    Path pipe = directory.resolve("pipe.conf");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    for (Path none : List.of(pipe, Path.of("/dev/zero"))) {
      assertEquals(
          none + ": the configuration cannot be read: it is a pipe or a device, expected a file",
          refusal(none));
    }
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Path file = directory.resolve("binary.conf");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertEquals(
        file + ": the configuration cannot be read: it is not a text in UTF-8", refusal(file));
  }

  @Test
  void anIncludedFileIsOverriddenAndNamedWhereItIsWrong() throws IOException {
    Path base = directory.resolve("base.conf");
    Files.writeString(base, "training { epochs = 3\n seed = 7\n batchSize = 0 }");
    Path file = write("include \"base.conf\"\n" + Loaded.TRAIN + "training.epochs = 4");
    assertEquals(
        base + ":3: training.batchSize is 0, expected a whole number of 1 or more, or full",
        refusal(file));
    JobConfiguration job = ConfigurationFile.load(file, List.of("training.batchSize=1"));
    assertEquals(4, job.training().epochs().orElseThrow());
    assertEquals(7, job.training().seed());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          training { epochs = 3    | conf/clicks.conf:
          training.epochs = 3 }    | conf/clicks.conf:1:
          data.train = hdfs://x/y  | conf/clicks.conf:1:
          "a                       | conf/clicks.conf:1:
          = 3                      | conf/clicks.conf:1:
          [1, 2]                   | conf/clicks.conf:1:
          """)
  void textThatIsNoHoconIsRefusedInOneLineWithItsPlace(String text, String start) {
    String refusal = Loaded.refusal(text);
    assertTrue(refusal.startsWith(start), refusal);
  }

  @Test
  void aVariableOfTheEnvironmentIsTaken() {
    JobConfiguration job =
        Loaded.from("data.train = ${PATH}/rows.csv\ndata.label = ${?FALLLINE_NOT_SET}");
    assertEquals(List.of(System.getenv("PATH") + "/rows.csv"), job.data().train());
    assertEquals("label", job.data().label());
  }

  @Test
  void aTextThatSpellsANumberIsANumber() {
    JobConfiguration job =
        Loaded.from(Loaded.TRAIN + "training { epochs = \"5\", stop.loss = \"1e-3\" }");
    assertEquals(5, job.training().epochs().orElseThrow());
    assertEquals(1e-3, job.training().stop().loss().getAsDouble());
  }

  @Test
  void aVariableThatIsNotSetIsRefusedWithItsLine() {
    assertEquals(
        "conf/clicks.conf:2: ${FALLLINE_NOT_SET} is neither a key of the configuration nor set in the environment,"
            + " expected a value for it (or ${?…}, which may be absent)",
        Loaded.refusal("\ndata.train = ${FALLLINE_NOT_SET}\"/rows.csv\""));
  }

  @Test
  void aKeyOfTheConfigurationCanBeReferredTo() {
    assertEquals(
        List.of("/data/clicks.csv"),
        Loaded.from("name = clicks\ndata.train = \"/data/\"${name}.csv").data().train());
  }

  @Test
  void aBadVariableIsToldWithTheLineThatRefersToIt() {
    String refusal = Loaded.refusal(Loaded.TRAIN + "\ntraining.epochs = ${PATH}");
    assertTrue(refusal.startsWith("conf/clicks.conf:3: training.epochs is \""), refusal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          data.train=hdfs://host:9000/rows  | hdfs://host:9000/rows
          data.train=/a b/rows.csv          | /a b/rows.csv
          data.train=x=y.csv                | x=y.csv
          data.train="quoted"               | quoted
          data.train=[one.csv]              | one.csv
          data.train=images.gz,labels.gz    | images.gz,labels.gz
          data.train=2024                   | 2024
          data.train=day=01#x               | day=01#x
          """)
  void theCommandLineTakesTextsAsTheyStand(String setting, String path) {
    assertEquals(List.of(path), Loaded.from("", setting).data().train());
  }

  @Test
  void theCommandLineTakesListsSectionsNumbersAndNull() {
    JobConfiguration job =
        Loaded.from(
            Loaded.TRAIN + "data.weight = w",
            "model.layers=[64,32]",
            "training.stop={loss=0.1}",
            "optimizer.learningRate=+1e-2",
            "data.weight=null",
            "model.intercept=false");
    assertEquals(List.of(64, 32), job.model().layers());
    assertEquals(0.1, job.training().stop().loss().getAsDouble());
    assertEquals(0.01, job.optimizer().learningRate().orElseThrow());
    assertTrue(job.data().weight().isEmpty());
    assertEquals(false, job.model().intercept());
  }

  @ParameterizedTest
  @ValueSource(strings = {"training.epochs", "=5", ""})
  void aSettingWithoutKeyOrValueIsAWrongCommandLine(String setting) {
    Failure failure = assertThrows(Failure.class, () -> Loaded.from(Loaded.TRAIN, setting));
    assertEquals(Failure.Kind.COMMAND_LINE, failure.kind());
    assertEquals(
        "--set " + setting + ": expected KEY=VALUE, such as --set training.epochs=5",
        failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training..epochs=3",
        "model.layers=[1,",
        "training.stop={loss",
        "model.layers=[${X}]"
      })
  void aSettingThatCannotBeReadIsRefusedWithItself(String setting) {
    String refusal = Loaded.refusal(Loaded.TRAIN, setting);
    assertTrue(refusal.startsWith("--set " + setting.substring(0, setting.indexOf('='))), refusal);
  }

  @Test
  void earlyStoppingIsOffUntilItIsAskedFor() {
    String text = Loaded.TRAIN + "data.validation = 0.2\ntraining.earlyStopping ";
    assertTrue(
        Loaded.from(Loaded.TRAIN + "data.validation = null")
            .training()
            .earlyStopping()
            .metric()
            .isEmpty());
    assertTrue(Loaded.from(text + "{}").training().earlyStopping().metric().isEmpty());
    assertTrue(
        Loaded.from(text + "{ patience = 5, metric = null }")
            .training()
            .earlyStopping()
            .metric()
            .isEmpty());
  }

  @Test
  void thePatienceOfEarlyStoppingAsksForEarlyStopping() {
    String text = Loaded.TRAIN + "training.earlyStopping {\n patience = 5 }\n";
    assertEquals(
        Optional.of("loss"),
        Loaded.from(text, "data.validation=0.2").training().earlyStopping().metric());
    assertEquals(
        "conf/clicks.conf:2: training.earlyStopping.metric is loss, which needs validation data: expected"
            + " data.validation to be a fraction above 0 or a path",
        Loaded.refusal(text));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("job.conf"), text);
  }

  private static String refusal(Path file) {
    Failure failure = assertThrows(Failure.class, () -> ConfigurationFile.load(file, List.of()));
    assertEquals(Failure.Kind.CONFIGURATION, failure.kind());
    return failure.getMessage();
  }
}
