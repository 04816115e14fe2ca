package io.fallline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.ComponentRegistries;
import io.fallline.core.setting.FactoryRegistry;
import io.fallline.core.setting.Hyperparameters.Setting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

/** What ends before Spark starts. */
class CommandLineTest {
  private static final String COMMANDS =
      "train evaluate predict init check find-rate compare paths report export retrain models";

  @TempDir private Path directory;

  static Stream<Arguments> wrongCommandLines() {
    return Stream.of(
        wrong("a command is missing, expected one of " + COMMANDS),
        wrong("trian is not a command; did you mean train?", "trian"),
        wrong(
            "--config stands before the command, expected train first",
            "--config",
            "job.conf",
            "train"),
        wrong("Missing required option: '--config=FILE'", "train"),
        wrong(
            "--confg is not an option of train; did you mean --config?",
            "train",
            "--confg",
            "job.conf"),
        wrong(
            "--confg is not an option of check; did you mean --config?",
            "check",
            "--confg=job.conf"),
        wrong(
            "--jsn is not an option of train; did you mean --json?",
            "train",
            "--config",
            "job.conf",
            "--jsn"),
        wrong("-x is not an option of train", "train", "--config", "job.conf", "-x"),
        wrong("rows.csv is not expected", "train", "--config", "job.conf", "rows.csv"),
        wrong("Missing required parameter for option '--config' (FILE)", "train", "--config"),
        wrong(
            "option '--config' (FILE) should be specified only once",
            "train",
            "--config",
            "a",
            "--config",
            "b"),
        wrong(
            "Missing required options: '--data=PATH', '--output=PATH'", "predict", "--model", "m"),
        wrong("Missing required option: '--vary=KEY=A,B,…'", "compare", "--config", "job.conf"));
  }

  private static Arguments wrong(String message, String... arguments) {
    return Arguments.of(message, List.of(arguments));
  }

  @ParameterizedTest
  @MethodSource("wrongCommandLines")
  void aWrongCommandLineIs64AndOneLineWithWhatMayHaveBeenMeant(
      String message, List<String> arguments) {
    Ran ran = Ran.command(arguments.toArray(String[]::new));
    assertEquals(
        new Ran(
            64,
            "",
            "fallline: " + message + " (--help shows what there is)" + System.lineSeparator()),
        ran);
  }

  @Test
  void aSettingWithoutValueIs64() throws IOException {
    Ran ran =
        Ran.command(
            "train", "--config", write("data.train = rows.csv"), "--set", "training.epochs");
    assertEquals(64, ran.exit());
    assertEquals(
        "fallline: --set training.epochs: expected KEY=VALUE, such as --set training.epochs=5\n",
        ran.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "check", "find-rate"})
  void aWrongConfigurationIs78AndOneLineWithItsPlace(String command) throws IOException {
    String file = write("data.train = rows.csv\noptimizer.learningRate = 0\n");
    assertEquals(
        new Ran(
            78,
            "",
            "fallline: "
                + file
                + ":2: optimizer.learningRate is 0, expected a number above 0, or auto\n"),
        Ran.command(command, "--config", file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "64 | training.seed | --vary training.seed: expected KEY=A,B,…",
        "64 | training.seed=1,1 | --vary training.seed: has the value 1 twice",
        "78 | data.splitSeed=1,2 | --vary data.splitSeed: would make other shards",
        "78 | optimizer.leaningRate=1,2 | --vary optimizer.leaningRate: optimizer.leaningRate is not a setting of adam",
        "78 | optimizer.learningRate=1,0 | --vary optimizer.learningRate: optimizer.learningRate is 0, expected a number above 0, or auto"
      })
  void whatCannotBeComparedIsToldBeforeSparkStarts(int exit, String varied, String message)
      throws IOException {
    String file = write("data.train = rows.csv\n");
    Ran ran = Ran.command("compare", "--config", file, "--vary", varied);
    assertEquals(exit, ran.exit(), ran.err());
    assertEquals("", ran.out());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertTrue(ran.err().startsWith("fallline: " + message), ran.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--from, 0, --from is 0.0 and --to 1.0E10",
    "--from, NaN, --from is NaN and --to 1.0E10",
    "--to, 1e-11, --from is 1.0E-10 and --to 1.0E-11",
    "--steps, 9, --steps is 9",
    "--steps, 10001, --steps is 10001"
  })
  void aRangeThatIsNoneIs64(String option, String value, String message) throws IOException {
    String file = write("data.train = rows.csv\n");
    Ran ran = Ran.command("find-rate", "--config", file, option, value);
    assertEquals(64, ran.exit(), ran.err());
    assertTrue(ran.err().startsWith("fallline: " + message), ran.err());
  }

  @Test
  void aConfigurationThatIsNotThereIs78() {
    assertEquals(
        new Ran(
            78,
            "",
            "fallline: none.conf: the configuration cannot be read: there is no such file\n"),
        Ran.command("train", "--config", "none.conf"));
  }

  @Test
  void aModelBringsItsOwnSettings() {
    Ran ran = Ran.command("evaluate", "--model", "m", "--data", "d", "--set", "model.loss=mse");
    assertEquals(78, ran.exit());
    assertTrue(ran.err().startsWith("fallline: --set model.loss: "), ran.err());
  }

  @Test
  void thereIsAStackTraceWithVerboseOnly() {
    assertEquals(1, Ran.command("train", "--config", "none.conf").err().lines().count());
    List<String> lines =
        Ran.command("train", "--config", "none.conf", "--verbose").err().lines().toList();
    assertTrue(
        lines.stream().anyMatch(line -> line.contains("\tat io.fallline.")), lines.toString());
    assertTrue(lines.get(lines.size() - 1).startsWith("fallline: none.conf"), lines.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "--help",
    "-h",
    "train --help",
    "evaluate --help",
    "predict --help",
    "init --help",
    "check --help",
    "find-rate --help",
    "compare --help",
    "paths --help",
    "report --help",
    "export --help",
    "retrain --help",
    "models --help",
    "train -h"
  })
  void helpIsAResult(String arguments) {
    Ran ran = Ran.command(arguments.split(" "));
    assertEquals(0, ran.exit());
    assertEquals("", ran.err());
    assertTrue(ran.out().startsWith("Usage: fallline"), ran.out());
  }

  @Test
  void theHelpListsTheCommandsThatThereAre() {
    String help = Ran.command("--help").out();
    for (String command : COMMANDS.split(" ")) {
      assertTrue(help.contains("\n  " + command + " "), help);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "evaluate",
        "predict",
        "init",
        "check",
        "find-rate",
        "compare",
        "report",
        "export",
        "retrain",
        "models"
      })
  void everyCommandHasTheCommonOptions(String command) {
    String help = Ran.command(command, "--help").out();
    for (String option :
        List.of(
            "--set=KEY=VALUE",
            "--json",
            "--quiet",
            "--verbose",
            "--master=URL",
            "--help",
            "--version")) {
      assertTrue(help.contains(option), help);
    }
  }

  @Test
  void theHelpNamesEveryPartWithItsSettings() {
    List<String> help = Ran.command("train", "--help").out().lines().map(String::strip).toList();
    for (Map.Entry<String, FactoryRegistry<?>> kind :
        ComponentRegistries.all().byKey().entrySet()) {
      for (String name : kind.getValue().names()) {
        List<Setting> settings = kind.getValue().settingsOf(name);
        String line =
            help.stream()
                .filter(found -> found.equals(name) || found.startsWith(name + ": "))
                .filter(
                    found ->
                        settings.stream()
                            .allMatch(setting -> found.contains(setting.name() + " = ")))
                .findFirst()
                .orElse("");
        assertTrue(
            !line.isEmpty(), "no line for " + kind.getKey() + " " + name + " with " + settings);
      }
    }
  }

  @Test
  void theHelpShowsEveryDefault() {
    String help = Ran.command("train", "--help").out();
    for (String line :
        List.of(
            "batchSize = 256 ",
            "learningRate = \"auto\" ",
            "engine = \"auto\" ",
            "patience = 5 ",
            "hashBits = 20 ")) {
      assertTrue(help.contains("    " + line), line);
    }
  }

  @ParameterizedTest
  @CsvSource({"--version", "-V", "train --version"})
  void theVersionIsAResult(String arguments) {
    Ran ran = Ran.command(arguments.split(" "));
    assertEquals(0, ran.exit());
    assertTrue(ran.out().startsWith("fallline "), ran.out());
  }

  private String write(String text) throws IOException {
    return Files.writeString(directory.resolve("job.conf"), text).toString();
  }

  @Test
  void aResultThatStandardOutputDoesNotTakeIsAFailure() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int next) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int exit =
        Main.run(
            new String[] {"--help"},
            new PrintStream(full, false, UTF_8),
            new PrintStream(said, true, UTF_8));
    assertEquals(74, exit);
    assertEquals(
        "fallline: standard output: the result could not be written there\n", said.toString(UTF_8));
  }

  @Test
  void everyCommandIsCalledByTheNameOfItsHelp() {
    Fallline.COMMANDS.forEach(
        command ->
            assertEquals(command.getKey(), command.getValue().getAnnotation(Command.class).name()));
  }
}
