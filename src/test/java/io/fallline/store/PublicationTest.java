package io.fallline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.store.FileFaults.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.viewfs.ConfigUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublicationTest {
  @TempDir Path directory;

  @AfterEach
  void calm() {
    FileFaults.none();
  }

  @Test
  void theDirectoryOfARunPointsToThatOfItsModel() throws IOException {
    Path run = Files.createDirectories(directory.resolve("run"));
    Failure none =
        assertThrows(
            Failure.class,
            () ->
                ModelDirectory.read(
                    new org.apache.hadoop.fs.Path(run.toString()), new Configuration()));
    assertTrue(none.getMessage().startsWith(run + ": has no manifest.json, expected a model"));
    Files.createDirectories(run.resolve("model"));
    Files.writeString(run.resolve("model/manifest.json"), "{}");
    Failure refused =
        assertThrows(
            Failure.class,
            () ->
                ModelDirectory.read(
                    new org.apache.hadoop.fs.Path(run.toString()), new Configuration()));
    assertEquals(Failure.Kind.DATA, refused.kind());
    assertEquals(
        none.getMessage() + "; it is the directory of a run, whose model is " + run + "/model",
        refused.getMessage());
  }

  @Test
  void aTargetThatExistsIsLeftAsItIs() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Path full = Files.createDirectory(directory.resolve("full"));
    Files.writeString(full.resolve("mine"), "mine");
    Path file = Files.writeString(directory.resolve("file"), "mine");
    for (Path taken : List.of(empty, full, file)) {
      Failure failure =
          assertThrows(
              Failure.class, () -> publish(ModelDirectoryTest.path(taken), new Configuration()));
      assertEquals(Failure.Kind.FILES, failure.kind());
      assertEquals(taken + ": exists already; it was left as it is", failure.getMessage());
    }
    assertEquals(Set.of("empty", "file", "full"), ModelDirectoryTest.names(directory));
    assertEquals(Set.of(), ModelDirectoryTest.names(empty));
    assertEquals("mine", Files.readString(full.resolve("mine")));
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void aTargetThatAppearsAtTheLastMomentIsLeftAsItIs() throws IOException {
    Path model = directory.resolve("model");
    WholeFile.Content latecomer =
        out -> {
          Files.createDirectory(model);
          Files.writeString(model.resolve("mine"), "mine");
        };
    Failure failure =
        assertThrows(
            Failure.class,
            () ->
                Publication.publish(
                    ModelDirectoryTest.path(model),
                    new Configuration(),
                    Map.of("a", latecomer),
                    ModelDirectoryTest.sections()));
    assertEquals(model + ": exists already; it was left as it is", failure.getMessage());
    assertEquals(Set.of("mine"), ModelDirectoryTest.names(model));
    assertEquals(Set.of("model"), ModelDirectoryTest.names(directory));
  }

  @Test
  void ofManyPublishersOfOneNameOneWins() throws Exception {
    for (int round = 0; round < 20; round++) {
      org.apache.hadoop.fs.Path model =
          ModelDirectoryTest.path(directory.resolve("model-" + round));
      assertEquals(1, winners(model, new Configuration()));
      ModelDirectory.read(model, new Configuration());
    }
    assertEquals(20, ModelDirectoryTest.names(directory).size());
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED", "REPLY_LOST"})
  void whateverCallFailsThereIsNothingOrTheWholeAndNoLitter(Fault answer) throws IOException {
    Configuration failing = FailingFileSystem.configuration();
    int published = 0;
    int call = 0;
    boolean reached = true;
    for (; reached; call++) {
      Path parent = Files.createDirectory(directory.resolve("call-" + call));
      org.apache.hadoop.fs.Path model =
          new org.apache.hadoop.fs.Path("failing://" + parent.resolve("model"));
      FileFaults.at(call, answer);
      boolean done = tryToPublish(model, failing);
      reached = FileFaults.reached();
      calm();
      published += done ? 1 : 0;
      assertEquals(
          done ? Set.of("model") : Set.of(), ModelDirectoryTest.names(parent), "call " + call);
      if (done) {
        ModelDirectory.read(model, failing);
      }
    }
    assertTrue(call > 10, "only " + call + " calls were tried");
    // the last round ran without a failure; a rename whose answer was lost is recognised for what
    // it was
    assertEquals(answer == Fault.REPLY_LOST ? 2 : 1, published);
  }

  @Test
  void whenDeletingFailsTooTheFirstFailureIsTheOneTold() {
    Configuration failing = FailingFileSystem.configuration();
    WholeFile.Content full =
        out -> {
          FileFaults.at(1, Fault.REFUSED);
          throw new IOException("Disk quota exceeded");
        };
    org.apache.hadoop.fs.Path model =
        new org.apache.hadoop.fs.Path("failing://" + directory.resolve("model"));
    Failure failure =
        assertThrows(
            Failure.class,
            () ->
                Publication.publish(
                    model, failing, Map.of("a", full), ModelDirectoryTest.sections()));
    assertEquals(model + ": cannot be written: Disk quota exceeded", failure.getMessage());
    assertEquals(1, failure.getSuppressed().length);
  }

  @Test
  void aFileInPlaceOfADirectoryIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("runs"), "mine");
    org.apache.hadoop.fs.Path model = ModelDirectoryTest.path(file.resolve("x/model"));
    Failure failure = assertThrows(Failure.class, () -> publish(model, new Configuration()));
    assertEquals(Failure.Kind.FILES, failure.kind());
    assertTrue(
        failure.getMessage().startsWith(file + "/x: cannot be created: "), failure.getMessage());
    assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
    assertEquals(Set.of("runs"), ModelDirectoryTest.names(directory));
  }

  @Test
  void directoriesAboveTheTargetAreMade() {
    org.apache.hadoop.fs.Path model = ModelDirectoryTest.path(directory.resolve("a/b/model"));
    publish(model, new Configuration());
    assertEquals(2, ModelDirectory.read(model, new Configuration()).parameters().size());
  }

  @Test
  void aFileSystemWhoseRenamesAreNotKnownToBeWholeIsRefused() {
    Configuration untrusted = FailingFileSystem.configuration();
    untrusted.unset(AtomicRename.TRUSTED_SCHEMES);
    org.apache.hadoop.fs.Path model =
        new org.apache.hadoop.fs.Path("failing://" + directory.resolve("model"));
    Failure failure = assertThrows(Failure.class, () -> publish(model, untrusted));
    assertEquals(Failure.Kind.FILES, failure.kind());
    assertTrue(
        failure.getMessage().startsWith(model + ": failing is not known to rename"),
        failure.getMessage());
    assertEquals(Set.of(), ModelDirectoryTest.names(directory));
  }

  @Test
  void aViewOfAFileSystemIsJudgedByWhatItIsMountedOn() throws IOException {
    Configuration view = FailingFileSystem.configuration();
    view.unset(AtomicRename.TRUSTED_SCHEMES);
    Path good = Files.createDirectory(directory.resolve("good"));
    Path bad = Files.createDirectory(directory.resolve("bad"));
    ConfigUtil.addLink(view, "t", "/good", good.toUri());
    ConfigUtil.addLink(view, "t", "/bad", URI.create("failing://" + bad));

    org.apache.hadoop.fs.Path model = new org.apache.hadoop.fs.Path("viewfs://t/good/runs/model");
    publish(model, view);
    assertEquals(2, ModelDirectory.read(model, view).parameters().size());
    assertEquals(Set.of("model"), ModelDirectoryTest.names(good.resolve("runs")));

    org.apache.hadoop.fs.Path refused = new org.apache.hadoop.fs.Path("viewfs://t/bad/model");
    Failure failure = assertThrows(Failure.class, () -> publish(refused, view));
    assertTrue(
        failure.getMessage().startsWith(refused + ": failing is not known to rename"),
        failure.getMessage());
    assertEquals(Set.of(), ModelDirectoryTest.names(bad));
  }

  @Test
  void aFileSystemThatCannotBeReachedIsNamed() {
    for (String path : List.of("nowhere://host/model", "hdfs://no-such-host.invalid/model")) {
      org.apache.hadoop.fs.Path model = new org.apache.hadoop.fs.Path(path);
      Failure failure = assertThrows(Failure.class, () -> publish(model, new Configuration()));
      assertEquals(Failure.Kind.FILES, failure.kind());
      assertTrue(
          failure.getMessage().startsWith(path + ": its file system cannot be reached: "),
          failure.getMessage());
      assertFalse(failure.getMessage().contains("\n"));
    }
  }

  @Test
  void noChecksumFilesLieAround() throws IOException {
    Path model = directory.resolve("model");
    publish(ModelDirectoryTest.path(model), new Configuration());
    assertTrue(ModelDirectoryTest.names(model).stream().noneMatch(name -> name.endsWith(".crc")));
    assertFalse(
        FileSystem.get(model.toUri(), new Configuration())
            .exists(ModelDirectoryTest.path(directory.resolve(".model.crc"))));
  }

  /** How many of eight publishers, started together, say that they have published. */
  static int winners(org.apache.hadoop.fs.Path model, Configuration configuration)
      throws Exception {
    int publishers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(publishers);
    try {
      CyclicBarrier start = new CyclicBarrier(publishers);
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < publishers; i++) {
        all.add(
            () -> {
              start.await();
              return tryToPublish(model, configuration);
            });
      }
      int winners = 0;
      for (Future<Boolean> done : threads.invokeAll(all)) {
        winners += done.get() ? 1 : 0;
      }
      return winners;
    } finally {
      threads.shutdown();
    }
  }

  private static boolean tryToPublish(
      org.apache.hadoop.fs.Path model, Configuration configuration) {
    try {
      publish(model, configuration);
      return true;
    } catch (Failure e) {
      assertEquals(Failure.Kind.FILES, e.kind());
      assertTrue(
          e.getMessage().startsWith(model.toString())
              || e.getMessage().startsWith(model.getParent().toString()),
          e.getMessage());
      return false;
    }
  }

  static void publish(org.apache.hadoop.fs.Path model, Configuration configuration) {
    ModelDirectory.write(
        model,
        configuration,
        ModelDirectoryTest.PARAMETERS,
        ModelDirectoryTest.SCALING,
        Map.of(),
        Map.of(),
        ModelDirectoryTest.sections());
  }
}
