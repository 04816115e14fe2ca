package io.fallline.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.Variations.Variation;
import io.fallline.core.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariationsTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void writeConfiguration() throws IOException {
    file =
        Files.writeString(
            directory.resolve("job.conf"),
            "data { train = rows.csv, validation = 0.1 }\nmodel.loss = softmax\noptimizer.beta1 = 0.8\n");
  }

  @Test
  void everyCombinationIsThereTheLastKeyFastest() {
    List<Variation> variations =
        load("optimizer.learningRate=0.1,0.01", "training.batchSize=16,full");
    assertEquals(
        List.of(
            Map.of("optimizer.learningRate", "0.1", "training.batchSize", "16"),
            Map.of("optimizer.learningRate", "0.1", "training.batchSize", "full"),
            Map.of("optimizer.learningRate", "0.01", "training.batchSize", "16"),
            Map.of("optimizer.learningRate", "0.01", "training.batchSize", "full")),
        variations.stream().map(Variation::values).toList());
    assertEquals(0.01, variations.get(2).job().optimizer().learningRate().orElseThrow());
    assertTrue(variations.get(3).job().training().batchSize().isFull());
    assertEquals(0.8, variations.get(3).job().optimizer().settings().get("beta1"));
  }

  @Test
  void aCommaInBracketsBracesOrQuotesBelongsToItsValue() {
    assertEquals(
        List.of(List.of(), List.of(64), List.of(64, 32)),
        load("model.layers=[],[64],[64, 32]").stream()
            .map(variation -> variation.job().model().layers())
            .toList());
    List<Variation> groups =
        load("optimizer={beta2=0.9,learningRate=0.5},{\"beta1\"=\"0.7\", learningRate=0.1}");
    assertEquals(0.5, groups.get(0).job().optimizer().learningRate().orElseThrow());
    assertEquals(0.8, groups.get(0).job().optimizer().settings().get("beta1"));
    assertEquals(0.7, groups.get(1).job().optimizer().settings().get("beta1"));
    assertEquals(2, load("training.classWeights=balanced,{\"a,b\"=2}").size());
  }

  @Test
  void aVariationIsTheSameConfigurationAsWithSet() {
    JobConfiguration varied = load("training.seed=1,2").get(1).job();
    assertEquals(ConfigurationFile.load(file, List.of("training.seed=2")), varied);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "optimizer.learningRate | --vary optimizer.learningRate: expected KEY=A,B,…",
        "=1,2 | --vary =1,2: expected KEY=A,B,…",
        "training.seed=1,,2 | --vary training.seed: has an empty value",
        "training.seed= | --vary training.seed: has an empty value",
        "training.seed=1,2,1 | --vary training.seed: has the value 1 twice",
      })
  void aListThatIsNoneIs64(String varied, String message) {
    refused(Failure.Kind.COMMAND_LINE, message, varied);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "optimizer.leaningRate=0.1,1 | --vary optimizer.leaningRate: optimizer.leaningRate is not a setting of adam (adam has beta1, beta2, epsilon); did you mean learningRate?",
        "optimiser.learningRate=0.1,1 | --vary optimiser.learningRate: optimiser is not a setting of the configuration; did you mean optimizer?",
        "optimizer.learningRate=0.1,-1 | --vary optimizer.learningRate: optimizer.learningRate is -1, expected a number above 0, or auto",
        "model.layers=[8],[8 | --vary model.layers: ",
        "data.splitSeed=1,2 | --vary data.splitSeed: would make other shards, and runs are compared on the same ones; expected a key of model, optimizer,",
        "data={splitSeed=1},{splitSeed=2} | --vary data: would make other shards",
        "output.directory=a,b | --vary output.directory: changes no training",
        "checkpoint.keep=1,2 | --vary checkpoint.keep: changes no training",
        "name=a,b | --vary name: changes no training",
        "model.loss=softmax,mse | --vary model.loss: softmax and mse take labels of different kinds",
      })
  void aKeyOrValueThatDoesNotFitIs78(String varied, String message) {
    refused(Failure.Kind.CONFIGURATION, message, varied);
  }

  @Test
  void aKeyIsGivenOnce() {
    refused(
        Failure.Kind.COMMAND_LINE,
        "--vary training.seed is given twice",
        "training.seed=1",
        "training.seed=2");
    Failure failure =
        assertThrows(
            Failure.class,
            () -> Variations.load(file, List.of("training.seed=1"), List.of("training.seed=2,3")));
    assertTrue(
        failure.getMessage().startsWith("--vary training.seed is given with --set too"),
        failure.getMessage());
  }

  @Test
  void moreRunsThanAPictureCanHaveAreRefused() {
    String seeds =
        IntStream.range(0, 30).mapToObj(String::valueOf).collect(Collectors.joining(","));
    refused(
        Failure.Kind.COMMAND_LINE,
        "the values of --vary make 120 runs, expected at most 100",
        "training.seed=" + seeds,
        "optimizer.learningRate=1,2,3,4");
  }

  private void refused(Failure.Kind kind, String message, String... varied) {
    Failure failure = assertThrows(Failure.class, () -> load(varied));
    assertEquals(kind, failure.kind(), failure.getMessage());
    assertTrue(failure.getMessage().startsWith(message), failure.getMessage());
  }

  private List<Variation> load(String... varied) {
    return Variations.load(file, List.of(), List.of(varied));
  }
}
