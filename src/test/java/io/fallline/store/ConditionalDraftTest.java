package io.fallline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.model.ModelContent;
import io.fallline.model.NamedTensor;
import io.fallline.store.FileFaults.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories published on an object store. */
class ConditionalDraftTest {
  @TempDir private java.nio.file.Path directory;
  private final Configuration configuration = new Configuration();
  private volatile String told = "";

  @AfterEach
  void calm() {
    FileFaults.none();
    FileFaults.observe(() -> {});
  }

  @Test
  void whatIsThereIsLeftAsItIs() throws IOException {
    Path model = path("model");
    publish(model, 1);
    Path foreign = path("foreign");
    Where.OBJECTS.write(new Path(foreign, "notes"), "mine");
    Path nested = path("nested");
    Where.OBJECTS.write(new Path(nested, "model.safetensors/notes"), "mine");
    Path file = path("file");
    Where.OBJECTS.write(file, "mine");
    for (Path taken : List.of(model, foreign, nested, file)) {
      Failure failure = assertThrows(Failure.class, () -> publish(taken, 2));
      assertEquals(Failure.Kind.FILES, failure.kind());
      assertEquals(taken + ": exists already; it was left as it is", failure.getMessage());
    }
    assertEquals(1, numberIn(model));
    assertEquals(Set.of("notes"), Where.OBJECTS.names(foreign));
    assertEquals("mine", Where.OBJECTS.read(file));
  }

  @Test
  void ofManyPublishersOneWinsAndFilesNeverMix() {
    for (int round = 0; round < 300; round++) {
      Path model = path("model-" + round);
      List<Integer> winners =
          IntStream.range(0, 4)
              .parallel()
              .filter(number -> tryToPublish(model, number))
              .boxed()
              .toList();
      assertEquals(1, winners.size(), "round " + round);
      assertEquals(winners.get(0), numberIn(model));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverCallFailsThereIsNothingOrTheWholeAndALaterWriterGoesOn(Fault fault) {
    boolean reached = true;
    int call = 0;
    for (; reached; call++) {
      Path model = path("call-" + call);
      FileFaults.at(call, fault);
      boolean done = tryToPublish(model, 1);
      reached = FileFaults.reached();
      calm();
      boolean there = Where.OBJECTS.names(model).contains("manifest.json");
      // a process that is told of its deed no more has published all the same
      assertTrue(there == done || fault == Fault.CRASH_AFTER, fault + " at " + call);
      assertEquals(!there, tryToPublish(model, 2), fault + " at " + call);
      assertEquals(there ? 1 : 2, numberIn(model), fault + " at " + call);
      Set<String> names = Where.OBJECTS.names(model);
      assertEquals(3, names.size(), fault + " at " + call + ": " + names);
    }
    assertTrue(call > 6, "only " + call + " calls were tried");
  }

  @Test
  void whereverAnotherPublishesWholeOneOfThemWins() {
    boolean reached = true;
    for (int call = 0; reached; call++) {
      Path model = path("call-" + call);
      int turn = call;
      AtomicInteger calls = new AtomicInteger();
      AtomicInteger others = new AtomicInteger();
      FileFaults.observe(
          () -> {
            if (calls.getAndIncrement() == turn && tryToPublish(model, 2)) {
              others.incrementAndGet();
            }
          });
      boolean won = tryToPublish(model, 1);
      reached = calls.get() > turn;
      calm();
      assertEquals(won ? 0 : 1, others.get(), "call " + call);
      assertTrue(won || told.endsWith(": exists already; it was left as it is"), told);
      assertEquals(won ? 1 : 2, numberIn(model), "call " + call);
      assertEquals(3, Where.OBJECTS.names(model).size(), Where.OBJECTS.names(model).toString());
    }
  }

  @Test
  void aFileThatCannotBeWrittenToItsEndNeverGetsItsName() {
    Path model = path("model");
    WholeFile.Content half =
        out -> {
          out.write(new byte[10]);
          throw new IOException("Disk quota exceeded");
        };
    Failure failure =
        assertThrows(
            Failure.class,
            () ->
                Publication.publish(
                    model, configuration, Map.of("a", half), ModelDirectoryTest.sections()));
    assertEquals(model + ": cannot be written: Disk quota exceeded", failure.getMessage());
    assertEquals(Set.of(), Where.OBJECTS.names(model));
  }

  @Test
  void whoseFilesAreTidiedAwayDoesNotPublishATornDirectory() {
    Path model = path("model");
    AtomicInteger calls = new AtomicInteger();
    FileFaults.observe(
        () -> {
          if (calls.incrementAndGet() == 1) {
            return; // the directory above
          }
          if (Where.OBJECTS.names(model).contains("manifest.json") && calls.get() < 100) {
            calls.set(100);
            delete(new Path(model, "model.safetensors"));
          }
        });
    Failure failure = assertThrows(Failure.class, () -> publish(model, 1));
    assertEquals(Failure.Kind.FILES, failure.kind());
    assertTrue(
        failure.getMessage().contains("model.safetensors was removed by another"),
        failure.getMessage());
    assertFalse(Where.OBJECTS.names(model).contains("manifest.json"));
  }

  private static void delete(Path path) {
    try {
      assertTrue(Where.OBJECTS.delete(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aStoreThatOffersNeitherWayIsRefusedAndNothingIsWritten() {
    Path model = new Path("objects://plain" + directory + "/model");
    Failure failure = assertThrows(Failure.class, () -> publish(model, 1));
    assertEquals(Failure.Kind.FILES, failure.kind());
    assertTrue(
        failure
            .getMessage()
            .startsWith(
                model
                    + ": objects is not known to rename a directory all at once, nor to create a file only where"
                    + " there is none"),
        failure.getMessage());
    assertTrue(
        failure.getMessage().contains("fs.s3a.create.conditional.enabled"), failure.getMessage());
    assertThrows(Failure.class, () -> WriteAccessCheck.requireWritable(model, configuration));
    assertEquals(Set.of(), Where.OBJECTS.names(model.getParent()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStoreThatLeavesConditionsOutIsFoundOut(boolean beforeTraining) {
    Path runs = new Path("objects://forgetful" + directory + "/" + beforeTraining);
    Failure failure =
        assertThrows(
            Failure.class,
            () -> {
              if (beforeTraining) {
                WriteAccessCheck.requireWritable(runs, configuration);
              } else {
                RunDirectory.create(
                    runs.toString(), "digits", configuration, java.time.Instant.EPOCH);
              }
            });
    assertEquals(Failure.Kind.FILES, failure.kind());
    assertTrue(failure.getMessage().contains("was created twice"), failure.getMessage());
    assertEquals(Set.of(), Where.OBJECTS.names(new Path(runs, "digits")));
  }

  @Test
  void aWritableDirectoryIsLeftEmpty() {
    WriteAccessCheck.requireWritable(path("not/yet/there"), configuration);
    assertEquals(Set.of(), Where.OBJECTS.names(path("not/yet/there")));
  }

  @Test
  void aCheckpointWithoutItsManifestIsLitter() throws IOException {
    Path checkpoint = path("c/step-000000000010");
    publish(checkpoint, 1);
    assertEquals(List.of(10L), CheckpointStore.open(path("c"), configuration).steps());
    FileFaults.at(1, Fault.CRASH_BEFORE); // the first call removes the manifest
    FileLocation place = FileLocation.forPublishing(checkpoint, configuration);
    assertThrows(IOException.class, () -> CommitProtocol.of(place, configuration).remove(place));
    calm();
    CheckpointStore store = CheckpointStore.open(path("c"), configuration);
    assertEquals(List.of(), store.steps());
    assertFalse(Where.OBJECTS.names(checkpoint).isEmpty());
    store.removeLitter();
    assertEquals(Set.of(), Where.OBJECTS.names(path("c")));
  }

  private Path path(String name) {
    return new Path(Where.OBJECTS.in(directory), name);
  }

  private boolean tryToPublish(Path model, int number) {
    try {
      publish(model, number);
      return true;
    } catch (Failure e) {
      assertEquals(Failure.Kind.FILES, e.kind(), e.getMessage());
      told = e.getMessage();
      return false;
    }
  }

  private void publish(Path model, int number) {
    List<NamedTensor> tensors = List.of(NamedTensor.vector("number", new double[] {number}));
    ModelDirectory.write(
        model, configuration, tensors, tensors, Map.of(), Map.of(), ModelDirectoryTest.sections());
  }

  /** Which publisher's files these are, all of them. */
  private int numberIn(Path model) {
    ModelContent read = ModelDirectory.read(model, configuration);
    double number = read.parameters().get(0).values()[0];
    assertEquals(number, read.scaling().get(0).values()[0]);
    return (int) number;
  }
}
