package io.fallline.retrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.core.failure.Failure;
import io.fallline.job.training.Train;
import io.fallline.registry.LogEntry;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegistryState;
import io.fallline.retrain.RetrainResult.Ending;
import io.fallline.scorer.Scorer;
import io.fallline.store.ModelDirectory;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainTest {
  private static final String ANY = "retrain.gate.minGain=-1e9";
  private static final String NONE_PASSES = "retrain.gate.minGain=1e9";

  @TempDir private Path directory;
  private IrisNights nights;

  @BeforeEach
  void prepare() {
    nights = new IrisNights(directory);
    nights.write("day-1.csv", 0);
  }

  @Test
  void theFirstIsTheChampionAndWhatDoesNotPassTheGateIsPublishedOnly() {
    RetrainResult first = nights.run(NONE_PASSES, "retrain.runKey=monday");
    assertEquals(Ending.PROMOTED, first.ending(), "there is nothing to be better than");
    RetrainResult second = nights.run(NONE_PASSES, "retrain.runKey=tuesday");
    assertEquals(Ending.PUBLISHED, second.ending());
    RegistryState state = nights.model().state();
    assertEquals(List.of(1, 2), state.versions().stream().map(ModelVersion::number).toList());
    assertEquals(1, state.champion().orElseThrow().number());
    assertEquals(1, state.require(2).champion());
    assertTrue(state.require(2).gate().endsWith("expected 1.00000e+09 or more"));
    assertEquals(Optional.empty(), state.lease());
    assertEquals(
        List.of("leased", "promoted", "leased", "published"),
        nights.model().log().all().stream().map(LogEntry::event).toList());

    JsonNode told = IrisNights.json(second);
    assertEquals("published", told.path("outcome").asText());
    assertEquals(2, told.path("version").asInt());
    assertEquals(1, told.path("champion").asInt());
    assertFalse(told.at("/gate/passed").asBoolean(true));
    assertEquals(
        told.at("/gate/champion").asDouble() - told.at("/gate/challenger").asDouble(),
        told.at("/gate/gain").asDouble());
    JsonNode manifest = manifest(state.require(2));
    assertEquals(told.path("gate"), manifest.at("/retraining/gate"));
    assertEquals("tuesday", manifest.at("/retraining/runKey").asText());
    assertEquals(
        manifest.at("/retraining/drift/rows/champion"),
        manifest.at("/retraining/drift/rows/challenger"));

    RetrainResult again = nights.run(ANY, "retrain.runKey=monday");
    assertEquals(Ending.ALREADY_DONE, again.ending());
    assertTrue(
        again.result().text().contains("already done for the key monday (version 1, promoted at "));
    assertEquals(1, IrisNights.json(again).path("version").asInt());
    assertEquals("promoted", IrisNights.json(again).at("/earlier/outcome").asText());
    assertEquals(4, nights.model().head().number(), "a run that was done has changed something");
  }

  private JsonNode manifest(ModelVersion version) {
    return ModelDirectory.read(nights.model().path(version), new Configuration()).manifest();
  }

  @Test
  void ofUnseenFilesNothingIsSkippedAndNothingIsReadTwice() throws IOException {
    String[] files = {"retrain.new=files", ANY};
    assertEquals(Ending.PROMOTED, nights.run(files).ending());
    RetrainResult nothing = nights.run(files[0], files[1], "retrain.runKey=quiet");
    assertEquals(Ending.NOTHING_NEW, nothing.ending());
    assertTrue(IrisNights.json(nothing).path("version").isNull());
    assertEquals(1, nights.model().state().versions().size());
    assertEquals("nothingNew", nights.model().state().finished("quiet").orElseThrow().outcome());
    assertEquals(Optional.empty(), nights.model().state().lease());

    nights.write("day-2.csv", 1, "setosa", "versicolor");
    RetrainResult second = nights.run(files);
    assertEquals(Ending.PROMOTED, second.ending());
    int rows =
        IrisNights.json(second).at("/training/rows").asInt()
            + IrisNights.json(second).at("/gate/rows").asInt();
    assertEquals(33, rows, "it was trained on other rows than those of the new file");
    assertEquals(
        List.of("setosa", "versicolor", "virginica"),
        scorer(2).classes(),
        "a class that a night lacks is forgotten");
    assertEquals(Ending.NOTHING_NEW, nights.run(files).ending(), "the first file is unseen again");

    Path first = nights.data().resolve("day-1.csv");
    Files.writeString(first, Files.readString(first) + "6,3,4.8,1.8,virginica\n");
    RetrainResult changed = nights.run(files);
    assertEquals(
        51,
        IrisNights.json(changed).at("/training/rows").asInt()
            + IrisNights.json(changed).at("/gate/rows").asInt());
  }

  private Scorer scorer(int version) {
    ModelVersion wanted = nights.model().state().require(version);
    return Scorer.load(Path.of(nights.model().path(wanted).toUri().getPath()));
  }

  /**
   * Epochs are counted from 0 again, and each adds up its rows in an order of its own, in float32.
   */
  @Test
  void aTrainingThatGoesOnWithItsOptimizerEqualsOneThatWasNotInterrupted() throws IOException {
    String[] half = {"training.batchSize=full", "training.epochs=3", ANY};
    nights.run(half);
    nights.run(half[0], half[1], half[2], "retrain.warmOptimizer=true");
    nights.models(1).promote();
    nights.run(half);
    double[] calm = calm(half[0], "training.epochs=6");
    assertArrayEquals(calm, parameters(2), 1e-7);
    assertTrue(Math.abs(calm[0] - parameters(3)[0]) > 1e-3, "a rule that forgets ends there too");
    assertArrayEquals(calm(half[0], half[1]), parameters(1), 0);
  }

  private double[] parameters(int version) {
    return parameters(nights.model().path(nights.model().state().require(version)));
  }

  private double[] calm(String... settings) throws IOException {
    String summary = Train.run(LocalSpark.session(), nights.job(settings), nights.console()).json();
    return parameters(
        new org.apache.hadoop.fs.Path(new ObjectMapper().readTree(summary).path("model").asText()));
  }

  private static double[] parameters(org.apache.hadoop.fs.Path model) {
    return ModelDirectory.read(model, new Configuration()).parameters().stream()
        .flatMapToDouble(tensor -> Arrays.stream(tensor.values()))
        .toArray();
  }

  @Test
  void aChampionThatCannotTakeTheRowsStaysAndTheReasonIsTold() {
    nights.run();
    nights.writeNarrower("day-1.csv");
    RetrainResult narrower = nights.run(ANY);
    assertEquals(Ending.PUBLISHED, narrower.ending());
    String reason = IrisNights.json(narrower).at("/gate/reason").asText();
    assertTrue(reason.startsWith("the champion cannot be measured on these rows: "), reason);
    assertTrue(reason.contains("sepal_length"), reason);
    assertEquals(reason, nights.model().state().require(2).gate());
    assertEquals(
        "[\"sepal_length\"]", IrisNights.json(narrower).at("/drift/schema/removed").toString());
    assertEquals(1, nights.model().state().champion().orElseThrow().number());
  }

  @Test
  void aClassThatTheChampionDoesNotKnowEndsANightThatStartsFromIt() {
    nights.write("day-1.csv", 0, "setosa", "versicolor");
    nights.run();
    nights.write("day-1.csv", 0);
    Failure refused = assertThrows(Failure.class, () -> nights.run(ANY));
    assertEquals(Failure.Kind.DATA, refused.kind());
    assertTrue(
        refused
            .getMessage()
            .contains(
                "column \"label\" is \"virginica\", expected one of the model's classes: setosa,"
                    + " versicolor, which training starts from; with retrain.warmStart = false it learns"),
        refused::getMessage);
    assertEquals(1, nights.model().state().versions().size());
    assertEquals(Optional.empty(), nights.model().state().lease());
  }

  @Test
  void aNightThatStartsFromTheChampionDoesWithoutTheModelThatTheFirstBeganAt() throws IOException {
    Path model =
        Path.of(
            URI.create(
                    new ObjectMapper()
                        .readTree(
                            Train.run(LocalSpark.session(), nights.job(), nights.console()).json())
                        .path("model")
                        .asText())
                .getPath());
    String initial = "model.initial=" + model;
    assertEquals(Ending.PROMOTED, nights.run(initial).ending());
    Files.move(model, directory.resolve("gone"));
    assertEquals(Ending.PROMOTED, nights.run(ANY, initial).ending());
    Failure cold =
        assertThrows(Failure.class, () -> nights.run(ANY, initial, "retrain.warmStart=false"));
    assertEquals(Failure.Kind.DATA, cold.kind());
  }

  @Test
  void aChampionThatDoesNotKnowAClassStaysAndTheReasonIsTold() {
    nights.write("day-1.csv", 0, "setosa", "versicolor");
    nights.run();
    nights.write("day-1.csv", 0);
    RetrainResult wider = nights.run(ANY, "retrain.warmStart=false");
    assertEquals(Ending.PUBLISHED, wider.ending());
    String reason = IrisNights.json(wider).at("/gate/reason").asText();
    assertTrue(reason.startsWith("the champion cannot be measured on these rows: "), reason);
    assertTrue(reason.contains("virginica"), reason);
    assertEquals(3, scorer(2).classes().size());
    nights.models(2).promote();
    assertEquals(
        Ending.PROMOTED, nights.run(ANY).ending(), "a person's choice is measured against");
  }

  @Test
  void nothingIsPromotedOverAChampionThatItWasNotMeasuredAgainst() {
    nights.run();
    nights.run(ANY);
    RetrainResult third = nights.runDuring(() -> nights.models().rollback(), ANY);
    assertEquals(Ending.PUBLISHED, third.ending());
    RegistryState state = nights.model().state();
    assertEquals(1, state.champion().orElseThrow().number());
    assertEquals(2, state.require(3).champion());
    assertTrue(
        state.require(3).gate().startsWith("the champion was changed meanwhile; loss "),
        state.require(3).gate());
    assertTrue(third.result().text().contains("not promoted"), third.result().text());
  }

  @Test
  void whoseLeaseWasReleasedPublishesNothingAndTheNextRemovesWhatItLeft() throws IOException {
    nights.run();
    LogEntry[] released = new LogEntry[1];
    Failure lost =
        assertThrows(
            Failure.class,
            () ->
                nights.runDuring(
                    () -> {
                      nights.models().release();
                      released[0] = nights.model().head();
                    },
                    ANY));
    assertEquals(Failure.Kind.TRY_LATER, lost.kind());
    assertTrue(lost.getMessage().contains("nothing was published"), lost.getMessage());
    assertEquals(released[0], nights.model().head());
    assertEquals(2, directories().size(), "the version that was written and not published");
    nights.run(ANY);
    RegistryState state = nights.model().state();
    assertEquals(state.versions().stream().map(ModelVersion::directory).toList(), directories());
    assertEquals(2, state.champion().orElseThrow().number());
  }

  @Test
  void whileAnotherHoldsTheLeaseNothingIsTrained() throws IOException {
    try (HeldLease other = HeldLease.take(nights.model(), "other@there", Duration.ofHours(1))) {
      Failure refused = assertThrows(Failure.class, () -> nights.run());
      assertEquals(Failure.Kind.TRY_LATER, refused.kind());
      assertTrue(refused.getMessage().contains("other@there"), refused.getMessage());
      assertFalse(other.isLost());
    }
    assertFalse(Files.exists(directory.resolve("runs")));
  }

  @Test
  void aTrainingThatFailsGivesTheLeaseBackAndPublishesNothing() throws IOException {
    Files.writeString(nights.data().resolve("day-1.csv"), "sepal_length,label\nn/a,setosa\n");
    assertEquals(Failure.Kind.DATA, assertThrows(Failure.class, () -> nights.run()).kind());
    Failure stepless = assertThrows(Failure.class, () -> zeroSteps());
    assertEquals(Failure.Kind.CONFIGURATION, stepless.kind());
    try (Stream<Path> files = Files.walk(directory.resolve("runs"))) {
      assertEquals(List.of(), files.filter(file -> file.endsWith("summary.json")).toList());
    }
    RegistryState state = nights.model().state();
    assertEquals(List.of(), state.versions());
    assertEquals(Optional.empty(), state.lease());
  }

  private void zeroSteps() {
    nights.write("day-1.csv", 0);
    nights.run("training.maxSteps=0");
  }

  @Test
  void aVersionThatIsWorseThanAConstantIsNotPromotedWhateverTheGate() {
    String[] diverging = {"optimizer.rule=sgd", "optimizer.learningRate=1000", "data.validation=0"};
    RetrainResult first = nights.run(diverging);
    assertEquals(Ending.PUBLISHED, first.ending());
    JsonNode told = IrisNights.json(first);
    assertTrue(told.path("champion").isNull());
    assertFalse(told.at("/gate/passed").asBoolean(true));
    String reason = told.at("/gate/reason").asText();
    assertTrue(
        reason.startsWith("it is worse than a constant prediction: its loss over the training"),
        reason);
    assertTrue(told.at("/training/warnings/0").asText().startsWith("training has diverged"));
    assertEquals(Ending.PROMOTED, nights.run().ending(), "there is still no champion");
    RetrainResult third =
        nights.run(
            "optimizer.rule=sgd", "optimizer.learningRate=1000", "retrain.gate.minGain=-1e9");
    assertEquals(Ending.PUBLISHED, third.ending());
    assertEquals(2, nights.model().state().champion().orElseThrow().number());
  }

  @Test
  void withoutARegistryThereIsNoRetraining() {
    Failure refused = assertThrows(Failure.class, () -> nights.run("retrain.registry=null"));
    assertEquals(Failure.Kind.CONFIGURATION, refused.kind());
    assertEquals(
        "retrain.registry is not set, expected the directory of the registry",
        refused.getMessage());
  }

  @Test
  void oldVersionsAreRemovedAndTheChampionAndTheOneBeforeItAreNot() throws IOException {
    nights.run(ANY, "retrain.keep=1");
    nights.run(ANY, "retrain.keep=1");
    nights.run(NONE_PASSES, "retrain.keep=1");
    nights.run(NONE_PASSES, "retrain.keep=1");
    RegistryState state = nights.model().state();
    assertEquals(List.of(1, 2, 4), state.versions().stream().map(ModelVersion::number).toList());
    assertEquals(state.versions().stream().map(ModelVersion::directory).toList(), directories());
    assertEquals(2, state.champion().orElseThrow().number());
    assertEquals(List.of(), nights.models().verify().problems());
  }

  private List<String> directories() throws IOException {
    try (Stream<Path> versions = Files.list(nights.registry().resolve("iris/versions"))) {
      return versions.map(version -> version.getFileName().toString()).sorted().toList();
    }
  }
}
