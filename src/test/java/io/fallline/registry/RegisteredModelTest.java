package io.fallline.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.model.DirectoryFiles;
import io.fallline.model.NumberedLogReader;
import io.fallline.registry.RegisteredModel.StateChange;
import io.fallline.registry.RegistryState.FinishedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisteredModelTest {
  private static final int WRITERS = 2;
  private static final int CHANGES = 200;

  @TempDir private Path directory;
  private ModelRegistry registry;
  private RegisteredModel model;

  @BeforeEach
  void open() {
    registry =
        new ModelRegistry(new org.apache.hadoop.fs.Path(directory.toString()), new Configuration());
    model = registry.model("iris");
  }

  @Test
  void ofChangesThatRaceEachIsThereExactlyOnceAndStandsOnAllBefore() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<?>> ends = new ArrayList<>();
      for (int w = 0; w < WRITERS; w++) {
        String writer = "writer-" + w;
        ends.add(
            writers.submit(
                () -> {
                  RegisteredModel own = registry.model("iris");
                  start.await();
                  for (int i = 0; i < CHANGES; i++) {
                    own.change(writer, RegisteredModelTest::another);
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> end : ends) {
        end.get();
      }
    } finally {
      writers.shutdownNow();
    }
    List<LogEntry> log = model.log().all();
    assertEquals(WRITERS * CHANGES, log.size());
    for (int i = 0; i < log.size(); i++) {
      assertEquals(i + 1, log.get(i).number());
      assertEquals(i + 1, log.get(i).state().lastNumber(), "a change did not see the one before");
    }
    Set<String> by = new HashSet<>();
    log.forEach(entry -> by.add(entry.by()));
    assertEquals(WRITERS, by.size());
  }

  /** Raises the number; the one list that grows is kept short. */
  private static StateChange another(LogEntry head) {
    int number = head.state().lastNumber() + 1;
    return new StateChange("published", "", head.state().published(version(number)).pruned(1));
  }

  @Test
  void aFasterProcessIsAskedAboutBeforeTheChangeIsMade() {
    List<Long> seen = new ArrayList<>();
    LogEntry entry =
        model.change(
            "slow",
            head -> {
              seen.add(head.number());
              if (head.number() == 0) {
                model.change("fast", RegisteredModelTest::another);
              }
              return another(head);
            });
    assertEquals(List.of(0L, 1L), seen);
    assertEquals(2, entry.number());
    assertEquals(List.of("fast", "slow"), model.log().all().stream().map(LogEntry::by).toList());
    assertEquals(entry, model.head());
  }

  @Test
  void aChangeThatMustNotBeLeavesTheLogAsItWas() {
    publish(1);
    Failure failure =
        assertThrows(
            Failure.class,
            () -> model.change("me", head -> new StateChange("promoted", "", promoted(head, 7))));
    assertEquals("there is no version 7, expected one of [1]", failure.getMessage());
    assertEquals(1, model.head().number());
  }

  private static RegistryState promoted(LogEntry head, int number) {
    return head.state().promoted(number);
  }

  @Test
  void anEntryIsReadAsItWasWritten() {
    ModelVersion version =
        new ModelVersion(1, "000001-ab", "cd", Instant.EPOCH, null, "loss 0.5 → 0.25");
    ModelVersion next =
        new ModelVersion(2, "000002-ab", "ef", Instant.EPOCH, 1, "\"quoted\"\nlines");
    FinishedRun nothing = new FinishedRun("2030-01-01", "nothingNew", null, Instant.EPOCH);
    FinishedRun done = new FinishedRun("2030-01-02", "promoted", 2, Instant.EPOCH.plusNanos(1));
    RegistryState state =
        RegistryState.EMPTY
            .published(version)
            .published(next)
            .promoted(1)
            .promoted(2)
            .with(nothing)
            .with(done)
            .with(Optional.of(new Lease(1L << 40, "me@here", Instant.MAX.minusSeconds(5))));
    LogEntry written = model.change("me", head -> new StateChange("published", "a note", state));
    assertEquals(state, written.state());
    assertEquals(written, registry.model("iris").head());
    assertEquals(written, local().head());
  }

  @Test
  void anEntryWithAFlippedBitIsRefusedWithItsFile() throws IOException {
    publish(1);
    publish(2);
    Path file = directory.resolve("iris/log/000000000001.json");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertEquals(2, local().head().number(), "the newest is whole");
    Failure refused = assertThrows(Failure.class, () -> local().all());
    assertEquals(Failure.Kind.DATA, refused.kind());
    assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
  }

  @Test
  void anEntryThatIsGoneIsToldAndNotPassedOver() throws IOException {
    publish(1);
    publish(2);
    Files.delete(directory.resolve("iris/log/000000000001.json"));
    Failure refused = assertThrows(Failure.class, () -> local().all());
    assertTrue(refused.getMessage().contains("000000000001.json is missing"));
  }

  @Test
  void whatIsPrunedIsRemovedAndWhatAnotherIsWritingIsNot() throws IOException {
    for (int number = 1; number <= 3; number++) {
      publish(number);
      write(version(number).directory());
    }
    Path others = write("000004-beef");
    RegistryState before = model.state();
    model.removePruned(before, before.promoted(3).pruned(1));
    assertFalse(Files.exists(directory.resolve("iris/versions/" + version(1).directory())));
    assertFalse(Files.exists(directory.resolve("iris/versions/" + version(2).directory())));
    assertTrue(Files.exists(directory.resolve("iris/versions/" + version(3).directory())));
    assertTrue(Files.exists(others));
  }

  @Test
  void aReaderThatMeetsAVersionBeingPrunedReadsTheChampionAfterIt() {
    publish(1);
    promote(1);
    List<Integer> read = new ArrayList<>();
    String found =
        local()
            .read(
                0,
                version -> {
                  read.add(version.number());
                  if (version.number() == 1) {
                    publish(2);
                    promote(2);
                    throw Failure.data("a file of it is missing");
                  }
                  return version.directory();
                });
    assertEquals(List.of(1, 2), read);
    assertEquals(version(2).directory(), found);
  }

  @Test
  void aTornChampionIsToldAndNotReadForEver() {
    publish(1);
    promote(1);
    Failure torn = Failure.data("torn");
    Failure told =
        assertThrows(
            Failure.class,
            () ->
                local()
                    .read(
                        0,
                        version -> {
                          throw torn;
                        }));
    assertEquals(torn, told);
  }

  @Test
  void aVersionThatIsPrunedWhileItIsReadIsToldToBeGone() {
    publish(1);
    publish(2);
    Failure told =
        assertThrows(
            Failure.class,
            () ->
                local()
                    .read(
                        1,
                        version -> {
                          model.change(
                              "me",
                              head ->
                                  new StateChange(
                                      "published", "", head.state().promoted(2).pruned(1)));
                          throw Failure.data("a file of it is missing");
                        }));
    assertEquals(
        directory.resolve("iris") + ": there is no version 1 any more, expected one of [2]",
        told.getMessage());
  }

  @Test
  void whereNothingWasPromotedThereIsNoChampionToRead() {
    publish(1);
    Failure told = assertThrows(Failure.class, () -> local().read(0, ModelVersion::number));
    assertEquals(
        directory.resolve("iris") + ": has no champion, expected a version that was promoted",
        told.getMessage());
    assertEquals(1, local().read(1, ModelVersion::number));
  }

  @Test
  void aModelIsThereOnceSomethingHasHappenedToIt() throws IOException {
    assertEquals(List.of(), registry.models());
    registry.model("wine").change("me", RegisteredModelTest::another);
    publish(1);
    Files.createDirectories(directory.resolve("empty"));
    Files.createDirectories(directory.resolve("not a model"));
    assertEquals(List.of("iris", "wine"), registry.models());
    Failure missing = assertThrows(Failure.class, () -> registry.existing("irs"));
    assertEquals(Failure.Kind.DATA, missing.kind());
    assertEquals(
        directory + ": has no model irs, expected one of iris, wine", missing.getMessage());
  }

  @Test
  void aNameThatIsNoDirectorysIsRefused() {
    for (String name : List.of("", "..", "a/b", "a b", "é", "x".repeat(65))) {
      Failure refused = assertThrows(Failure.class, () -> registry.model(name), name);
      assertEquals(Failure.Kind.COMMAND_LINE, refused.kind());
      assertThrows(Failure.class, () -> VersionLog.champion(directory, name, path -> path), name);
    }
  }

  private VersionLog local() {
    Path home = directory.resolve("iris");
    return new VersionLog(
        home.toString(),
        new NumberedLogReader(new DirectoryFiles.Local(home.resolve(VersionLog.LOG))));
  }

  private void publish(int number) {
    model.change(
        "me", head -> new StateChange("published", "", head.state().published(version(number))));
  }

  private void promote(int number) {
    model.change("me", head -> new StateChange("promoted", "", promoted(head, number)));
  }

  private Path write(String name) throws IOException {
    Path version = Files.createDirectories(directory.resolve("iris/versions").resolve(name));
    Files.writeString(version.resolve("file"), "bytes");
    return version;
  }

  private static ModelVersion version(int number) {
    return new ModelVersion(
        number, "%06d-ab".formatted(number), "cd", Instant.EPOCH, null, "first");
  }
}
