package io.fallline.job.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.job.TerminationRequest;
import io.fallline.job.training.CheckpointedTraining.Ended;
import io.fallline.store.Checkpoint;
import io.fallline.store.CheckpointStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
  @TempDir private Path directory;

  private CheckpointedTraining training;
  private Path checkpoints;
  private String kept;

  @BeforeEach
  void prepare() throws IOException {
    training = new CheckpointedTraining(directory);
    checkpoints = directory.resolve("checkpoints");
    kept = "checkpoint.directory=" + checkpoints;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 37, 140, 199})
  void anInterruptedTrainingGoesOnToTheSameBitsAndHistory(int step) throws IOException {
    Ended calm = training.run();
    training.interrupt(step, kept);
    Ended resumed = training.run(kept);
    assertEquals(step, resumed.summary().path("resumedFromStep").asInt());
    assertEquals(calm.parameters(), resumed.parameters());
    assertEquals(calm.history(), resumed.history());
    assertEquals(calm.summary().path("steps"), resumed.summary().path("steps"));
    assertEquals(calm.summary().path("loss"), resumed.summary().path("loss"));
  }

  @Test
  void aResumedTrainingDoesWithoutTheModelThatItBeganAt() throws IOException {
    Ended earlier = training.run("training.maxSteps=50");
    Path model = Path.of(URI.create(earlier.summary().path("model").asText()).getPath());
    String initial = "model.initial=" + model;
    Ended calm = training.run(initial);
    training.interrupt(37, kept, initial);
    Files.move(model, directory.resolve("gone"));
    Ended resumed = training.run(kept, initial);
    assertEquals(37, resumed.summary().path("resumedFromStep").asInt());
    assertEquals(calm.parameters(), resumed.parameters());
    Failure anew = assertThrows(Failure.class, () -> training.run(initial));
    assertEquals(Failure.Kind.DATA, anew.kind());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 31, 33, 36, 41, 60})
  void aTrainingThatWentBackForANonFiniteNumberGoesOnToTheSameBits(int step) throws IOException {
    String[] settings = {
      "model.layers=[]",
      "model.dropout=0",
      "model.loss=mse",
      "data.label=a",
      "data.ignore=[label]",
      "optimizer.rule=sgd",
      "optimizer.learningRate=8",
      "training.clipNorm=null",
      "training.earlyStopping.patience=1000",
      kept,
      "checkpoint.everySteps=2"
    };
    Ended calm = training.run(with(settings, "checkpoint.directory=null"));
    assertTrue(calm.history().size() > 235, "there was no rollback: " + calm.history().size());
    training.interrupt(step, settings);
    Ended resumed = training.run(settings);
    assertEquals(calm.parameters(), resumed.parameters());
    assertEquals(calm.history(), resumed.history());
  }

  @Test
  void aTrainingThatIsOverIsNotTrainedAnyFurther() throws IOException {
    Ended first = training.run(kept);
    Ended again = training.run(kept);
    assertEquals(200, again.summary().path("resumedFromStep").asInt());
    assertEquals(first.parameters(), again.parameters());
    assertEquals(first.history(), again.history());
    assertTrue(again.summary().at("/stepMillis/median").isNull());
  }

  @Test
  void aTrainingThatEarlyStoppingEndedStaysEnded() throws IOException {
    String[] settings = {kept, "training.earlyStopping.patience=2"};
    Ended first = training.run(settings);
    assertEquals("earlyStopping", first.summary().path("stopReason").asText());
    Ended again = training.run(settings);
    assertEquals("earlyStopping", again.summary().path("stopReason").asText());
    assertEquals(first.parameters(), again.parameters());
    assertEquals(first.history(), again.history());
  }

  @Test
  void underAConstantScheduleATrainingCanBeMadeLonger() throws IOException {
    String[] settings = {kept, "schedule.type=constant"};
    Ended calm = training.run(with(settings, "checkpoint.directory=null"));
    training.run(with(settings, "training.maxSteps=101", "training.epochs=30"));
    Ended longer = training.run(settings);
    assertEquals(101, longer.summary().path("resumedFromStep").asInt());
    assertEquals(calm.parameters(), longer.parameters());
    assertEquals(calm.history(), longer.history());
    Failure failure =
        assertThrows(Failure.class, () -> training.run(with(settings, "training.maxSteps=150")));
    assertEquals(Failure.Kind.CONFIGURATION, failure.kind());
    assertTrue(failure.getMessage().contains("end after step 150"), failure.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "optimizer.rule=adam | optimizer.rule was \"nadam\" and is \"adam\"",
        "training.seed=43 | training.seed was 42 and is 43",
        "training.epochs=41 | training.epochs was 40 and is 41",
        "model.layers=[6] | model.layers was [5] and is [6]",
        "data.shards=2 | data.shards was \"auto\" and is 2",
        "training.kernels=java | training.kernels was \"auto\" and is \"java\""
      })
  void anotherTrainingIsRefusedWithWhatDiffers(String setting, String told) {
    training.interrupt(20, kept);
    Failure failure = assertThrows(Failure.class, () -> training.run(kept, setting));
    assertEquals(Failure.Kind.CONFIGURATION, failure.kind());
    assertTrue(failure.getMessage().contains(told), failure.getMessage());
    assertTrue(failure.getMessage().contains("step-000000000020"), failure.getMessage());
    assertEquals(1, failure.getMessage().lines().count());
  }

  @Test
  void aCheckpointOfTheRulesEarlierFormulaIsRefusedWithWhatToDo() {
    training.interrupt(20, kept);
    CheckpointStore store =
        CheckpointStore.open(
            new org.apache.hadoop.fs.Path(checkpoints.toUri()), new Configuration());
    Checkpoint earlier = store.read(20);
    // as it was written before the formula was corrected
    earlier
        .sections()
        .retain("configuration", "dataSha256", "shards", "kernels", "state", "stopReason");
    store.supersede();
    store.write(earlier, 1);
    Failure failure = assertThrows(Failure.class, () -> training.run(kept));
    assertEquals(Failure.Kind.CONFIGURATION, failure.kind());
    assertTrue(
        failure
            .getMessage()
            .endsWith(
                "step-000000000020 is of another form of nadam: the formula of the rule was"
                    + " corrected since, and what it remembers does not fit; set checkpoint.resume"
                    + " = \"never\" to start over, or another checkpoint.directory"),
        failure.getMessage());
  }

  @Test
  void otherRowsAreRefused() throws IOException {
    training.interrupt(20, kept);
    Path rows = directory.resolve("rows.csv");
    Files.writeString(rows, Files.readString(rows).replaceFirst("\n[^,]*,", "\n7.5,"));
    Failure failure = assertThrows(Failure.class, () -> training.run(kept));
    assertEquals(Failure.Kind.CONFIGURATION, failure.kind());
    assertTrue(failure.getMessage().contains("dataSha256 was"), failure.getMessage());
  }

  @Test
  void engineAndPlacesMayChange() throws IOException {
    Ended calm = training.run();
    training.interrupt(60, kept, "training.engine=local");
    Ended resumed =
        training.run(kept, "training.engine=jobs", "checkpoint.keep=9", "checkpoint.everySteps=50");
    assertEquals(60, resumed.summary().path("resumedFromStep").asInt());
    assertEquals("jobs", resumed.summary().path("engine").asText());
    assertEquals(calm.parameters(), resumed.parameters());
  }

  @Test
  void theNewestCheckpointsAreKept() throws IOException {
    training.run(kept, "checkpoint.keep=2", "checkpoint.everyEpochs=3");
    assertEquals(List.of("step-000000000198", "step-000000000200"), names());
  }

  @Test
  void aCheckpointThatIsRequiredMustBeThere() {
    Failure failure =
        assertThrows(Failure.class, () -> training.run(kept, "checkpoint.resume=require"));
    assertEquals(Failure.Kind.DATA, failure.kind());
    assertTrue(failure.getMessage().contains("has no checkpoint"), failure.getMessage());
    assertTrue(Files.notExists(directory.resolve("runs")), "a run directory was made");
  }

  @Test
  void aTrainingThatBeginsAnewLeavesNoEarlierCheckpoint() throws IOException {
    training.run(kept, "optimizer.learningRate=0.01");
    Ended anew = training.run(kept, "checkpoint.resume=never");
    assertTrue(anew.summary().path("resumedFromStep").isNull());
    assertEquals(training.run().parameters(), anew.parameters());
    assertEquals(anew.parameters(), training.run(kept).parameters());
  }

  @Test
  void aTornCheckpointIsPassedOverForTheOneBefore() throws IOException {
    Ended calm = training.run();
    training.interrupt(37, kept);
    tear("step-000000000037");
    Ended resumed = training.run(kept);
    assertEquals(36, resumed.summary().path("resumedFromStep").asInt());
    assertEquals(calm.parameters(), resumed.parameters());
    assertEquals(calm.history(), resumed.history());
  }

  @Test
  void whereAllCheckpointsAreTornNothingBeginsAnewInSilence() throws IOException {
    training.interrupt(12, kept);
    for (String name : names()) {
      tear(name);
    }
    Failure failure = assertThrows(Failure.class, () -> training.run(kept));
    assertEquals(Failure.Kind.DATA, failure.kind());
    assertTrue(failure.getMessage().contains("none of the 2 checkpoints"), failure.getMessage());
    assertNotEquals(List.of(), names());
  }

  @Test
  void ofTwoTrainingsInOneDirectoryOneIsToldToTryLater() {
    TerminationRequest second =
        new TerminationRequest() {
          private int asked;

          @Override
          public void trainingBegins() {}

          @Override
          public boolean isAsked() {
            if (++asked == 20) {
              runInBetween();
            }
            return false;
          }

          @Override
          public void trainingEnds() {}
        };
    Failure failure = assertThrows(Failure.class, () -> training.run(second, kept));
    assertEquals(Failure.Kind.TRY_LATER, failure.kind());
    assertTrue(failure.getMessage().contains("by another training"), failure.getMessage());
  }

  private void runInBetween() {
    try {
      training.run(kept, "checkpoint.resume=never");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tear(String name) throws IOException {
    Path file = checkpoints.resolve(name).resolve("state.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(checkpoints)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private static String[] with(String[] settings, String... more) {
    return Stream.concat(Stream.of(settings), Stream.of(more)).toArray(String[]::new);
  }
}
