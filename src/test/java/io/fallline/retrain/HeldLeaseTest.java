package io.fallline.retrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.job.TerminationRequest;
import io.fallline.registry.LogEntry;
import io.fallline.registry.ModelRegistry;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.RegisteredModel.StateChange;
import io.fallline.registry.RegistryState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class HeldLeaseTest {
  private static final Duration HOUR = Duration.ofHours(1);

  /** It has run out as soon as it is taken. */
  private static final Duration NONE = Duration.ZERO;

  /** Renewed every second. */
  private static final Duration SHORT = Duration.ofSeconds(3);

  @TempDir private Path directory;
  private RegisteredModel model;

  @BeforeEach
  void open() {
    model =
        new ModelRegistry(new org.apache.hadoop.fs.Path(directory.toString()), new Configuration())
            .model("iris");
  }

  @Test
  void whoComesSecondIsToldWhoHoldsItAndUntilWhen() {
    try (HeldLease first = HeldLease.take(model, "first@here", HOUR)) {
      Instant until = first.state().lease().orElseThrow().expires();
      Failure refused = refused("second@there");
      assertTrue(
          refused
              .getMessage()
              .startsWith(
                  directory.resolve("iris")
                      + ": another retraining holds the lease until "
                      + until
                      + " (first@here); "),
          refused.getMessage());
      assertTrue(refused.getMessage().contains("models release"), refused.getMessage());
      assertEquals(1, model.head().number(), "the second has changed something");
    }
  }

  @Test
  void ofManyThatTakeItAtOnceOneHoldsIt() throws Exception {
    int takers = 4;
    ExecutorService threads = Executors.newFixedThreadPool(takers);
    List<HeldLease> held = new ArrayList<>();
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Optional<HeldLease>>> tries = new ArrayList<>();
      for (int t = 0; t < takers; t++) {
        String taker = "taker-" + t;
        tries.add(
            threads.submit(
                () -> {
                  start.await();
                  return taken(taker);
                }));
      }
      start.countDown();
      for (Future<Optional<HeldLease>> taken : tries) {
        taken.get().ifPresent(held::add);
      }
      assertEquals(1, held.size());
      assertEquals(1, model.head().number());
    } finally {
      threads.shutdownNow();
      held.forEach(HeldLease::close);
    }
  }

  private Optional<HeldLease> taken(String taker) {
    try {
      return Optional.of(HeldLease.take(model, taker, HOUR));
    } catch (Failure failure) {
      assertEquals(Failure.Kind.TRY_LATER, failure.kind());
      return Optional.empty();
    }
  }

  @Test
  void aLeaseThatHasRunOutIsTakenOverAndItsHolderCanChangeNothingMore() {
    HeldLease gone = HeldLease.take(model, "gone@here", NONE);
    try (HeldLease next = HeldLease.take(model, "next@there", HOUR)) {
      assertEquals("that of gone@here had run out", model.head().note());
      assertNothingFrom(gone);
      assertEquals("next@there", model.state().lease().orElseThrow().holder());
      LogEntry published = next.finish(state -> publication(state));
      assertEquals(1, published.state().lastNumber());
      assertEquals(published, model.head());
    }
    gone.close(); // it is known to be lost: there is nothing to give back
  }

  @Test
  void aLeaseThatHasRunOutIsStillItsHoldersWhereNobodyHasTakenIt() {
    try (HeldLease slow = HeldLease.take(model, "slow@here", NONE)) {
      assertEquals(1, slow.finish(HeldLeaseTest::publication).state().lastNumber());
    }
  }

  @Test
  void whoseLeaseWasReleasedByHandCanChangeNothingMore() {
    HeldLease gone = HeldLease.take(model, "gone@here", HOUR);
    models().release();
    assertEquals(Optional.empty(), model.state().lease());
    assertTrue(model.head().note().contains("gone@here"), model.head().note());
    assertNothingFrom(gone);
    try (HeldLease next = HeldLease.take(model, "next@there", HOUR)) {
      assertNothingFrom(gone);
      assertEquals(1, next.finish(HeldLeaseTest::publication).state().lastNumber());
    }
    gone.close();
  }

  private void assertNothingFrom(HeldLease gone) {
    LogEntry before = model.head();
    Failure lost =
        assertThrows(Failure.class, () -> gone.finish(HeldLeaseTest::publication), "published");
    assertEquals(Failure.Kind.TRY_LATER, lost.kind());
    assertTrue(lost.getMessage().contains("nothing was published"), lost.getMessage());
    assertTrue(gone.isLost());
    assertEquals(before, model.head());
  }

  @Test
  void closingALeaseThatAnotherHasTakenDoesNotGiveThatOneBack() {
    HeldLease gone = HeldLease.take(model, "gone@here", NONE);
    try (HeldLease next = HeldLease.take(model, "next@there", HOUR)) {
      LogEntry before = model.head();
      gone.close();
      assertTrue(gone.isLost());
      assertEquals(before, model.head());
      assertFalse(next.isLost());
    }
  }

  @Test
  void aHolderThatIsAliveKeepsItBeyondItsLength() {
    try (HeldLease alive = HeldLease.take(model, "alive@here", SHORT)) {
      Instant first = alive.state().lease().orElseThrow().expires();
      await(() -> model.head().time().isAfter(first));
      refused("second@there");
      assertFalse(alive.isLost());
      for (LogEntry entry : model.log().all()) {
        assertEquals(entry.number() == 1 ? "leased" : "renewed", entry.event());
        assertEquals(1, entry.state().lease().orElseThrow().token());
      }
      alive.finish(HeldLeaseTest::publication);
    }
    assertEquals(1, model.state().lastNumber());
  }

  @Test
  void aHolderLearnsWhileItTrainsThatItsLeaseIsGone() {
    HeldLease gone = HeldLease.take(model, "gone@here", SHORT);
    TerminationRequest training =
        new Retrain.LeaseTermination(TerminationRequest.NEVER, gone::isLost);
    assertFalse(training.isAsked());
    models().release();
    await(training::isAsked);
    gone.close();
    assertEquals("released", model.head().event());
  }

  @Test
  void closingGivesItBackOnce() {
    HeldLease first = HeldLease.take(model, "first@here", HOUR);
    first.close();
    first.close();
    assertEquals(2, model.head().number());
    assertEquals("released", model.head().event());
    assertEquals(Optional.empty(), model.state().lease());
    HeldLease.take(model, "second@there", HOUR).close();
  }

  @Test
  void theLastChangeGivesItBackInTheSameEntry() {
    try (HeldLease only = HeldLease.take(model, "only@here", HOUR)) {
      LogEntry entry = only.finish(HeldLeaseTest::publication);
      assertEquals(Optional.empty(), entry.state().lease());
      assertEquals(2, entry.number());
    }
    assertEquals(2, model.head().number(), "it was given back once more");
  }

  @Test
  void aLastChangeThatMustNotBeLeavesTheLeaseToBeGivenBack() {
    try (HeldLease only = HeldLease.take(model, "only@here", HOUR)) {
      assertThrows(
          Failure.class,
          () -> only.finish(state -> new StateChange("promoted", "", state.promoted(3))));
      assertTrue(model.state().lease().isPresent());
    }
    assertEquals(Optional.empty(), model.state().lease());
  }

  private Failure refused(String taker) {
    Failure refused = assertThrows(Failure.class, () -> HeldLease.take(model, taker, HOUR));
    assertEquals(Failure.Kind.TRY_LATER, refused.kind());
    return refused;
  }

  private RegistryInspection models() {
    return new RegistryInspection(
        new Configuration(),
        new ModelsRequest(directory.toString(), Optional.empty(), OptionalInt.empty()));
  }

  private static StateChange publication(RegistryState state) {
    int number = state.lastNumber() + 1;
    ModelVersion version =
        new ModelVersion(number, "dir-" + number, "cd", Instant.EPOCH, null, "first");
    return new StateChange("published", "", state.published(version));
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
