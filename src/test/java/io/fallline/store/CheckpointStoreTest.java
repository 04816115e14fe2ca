package io.fallline.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.core.failure.Failure;
import io.fallline.model.NamedTensor;
import io.fallline.model.SafetensorsTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class CheckpointStoreTest {
  private static final byte[] HISTORY = "{\"step\":1}\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private java.nio.file.Path directory;
  @Parameter private Where where;

  @Test
  void whatIsReadIsWhatWasWritten() {
    CheckpointStore store = open();
    store.write(checkpoint(1200, 0.1), 3);
    Checkpoint read = open().read(1200);
    SafetensorsTest.assertSame(checkpoint(1200, 0.1).parameters(), read.parameters());
    SafetensorsTest.assertSame(checkpoint(1200, 0.1).state(), read.state());
    assertArrayEquals(HISTORY, read.history());
    assertEquals(7, read.sections().path("seven").asInt());
    assertEquals(directory + "/c/step-000000001200", store.path(1200).toUri().getPath());
  }

  @Test
  void aNumberInOtherDigitsIsNotPassedOver() throws IOException {
    Encodable.assume("٢");
    open().write(checkpoint(10, 1), 3);
    where.write(new Path(checkpoints(), "step-٠٠٠٠٠٠٠٠٠٠٢٠/manifest.json"), "{}");
    Failure failure = assertThrows(Failure.class, this::open);
    assertEquals(Failure.Kind.DATA, failure.kind());
    assertTrue(
        failure.getMessage().contains("/step-٠٠٠٠٠٠٠٠٠٠٢٠: its number is not in the digits 0 to 9"),
        failure.getMessage());
    assertTrue(
        failure.getMessage().contains("rename it to step-000000000020,"), failure.getMessage());
  }

  @Test
  void theOldestGoOnceTheNewestIsThere() throws IOException {
    CheckpointStore store = open();
    for (int step = 10; step <= 50; step += 10) {
      store.write(checkpoint(step, step), 2);
    }
    assertEquals(List.of(40L, 50L), open().steps());
    assertEquals(Set.of("step-000000000040", "step-000000000050"), where.names(checkpoints()));
  }

  @Test
  void whatAKilledTrainingHadNoTimeToRemoveIsRemoved() {
    for (int step = 10; step <= 30; step += 10) {
      open().write(checkpoint(step, step), 3);
    }
    open().write(checkpoint(30, 30), 2);
    assertEquals(List.of(20L, 30L), open().steps());
  }

  @Test
  void aNumberThatIsNotFiniteIsNeverKept() throws IOException {
    CheckpointStore store = open();
    store.write(checkpoint(10, 1), 1);
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Failure failure = assertThrows(Failure.class, () -> store.write(checkpoint(20, bad), 1));
      assertEquals(Failure.Kind.TRAINING, failure.kind());
    }
    assertEquals(Set.of("step-000000000010"), where.names(checkpoints()));
  }

  @Test
  void aTrainingThatFindsTheCheckpointOfAnotherTriesLater() {
    CheckpointStore one = open();
    CheckpointStore other = open();
    one.write(checkpoint(10, 1), 3);
    Failure failure = assertThrows(Failure.class, () -> other.write(checkpoint(20, 1), 3));
    assertEquals(Failure.Kind.TRY_LATER, failure.kind());
    assertTrue(failure.getMessage().contains("step-000000000010: was written meanwhile"));
    one.write(checkpoint(20, 2), 3);
    assertEquals(List.of(10L, 20L), open().steps());
  }

  @Test
  void whatAKilledTrainingLeftHalfWrittenIsRemovedAndNothingElse() throws IOException {
    CheckpointStore store = open();
    store.write(checkpoint(10, 1), 3);
    Path litter =
        new Path(
            checkpoints(),
            where == Where.DISK
                ? ".step-000000000020.0f8fad5b-d9cb-469f-a165-70867728950e.tmp"
                : "step-000000000020");
    where.write(new Path(litter, "model.safetensors"), "half");
    where.write(new Path(checkpoints(), ".git/config"), "mine");
    where.write(new Path(checkpoints(), "notes"), "mine");
    assertEquals(List.of(10L), open().steps());
    store.removeLitter();
    assertEquals(Set.of(".git", "notes", "step-000000000010"), where.names(checkpoints()));
  }

  @Test
  void aTornCheckpointIsReplacedWhenItsStepIsReachedAgain() throws IOException {
    CheckpointStore store = open();
    store.write(checkpoint(10, 1), 3);
    where.write(new Path(store.path(10), "model.safetensors"), "torn");
    CheckpointStore later = open();
    assertThrows(Failure.class, () -> later.read(10));
    later.write(checkpoint(10, 1), 3);
    assertEquals(1, later.read(10).parameters().size());
  }

  private CheckpointStore open() {
    return CheckpointStore.open(checkpoints(), where.configuration());
  }

  private Path checkpoints() {
    return new Path(where.in(directory), "c");
  }

  private static Checkpoint checkpoint(long step, double value) {
    return new Checkpoint(
        step,
        List.of(NamedTensor.matrix("layers.0.weight", 1, 2, new double[] {value, -0.0})),
        List.of(NamedTensor.vector("optimizer.m", new double[] {value, Double.MIN_VALUE})),
        HISTORY,
        new ObjectMapper().createObjectNode().put("seven", 7));
  }
}
