package io.fallline.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.registry.RegistryState.FinishedRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegistryStateTest {
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

  @Test
  void aPublishedVersionIsThereAndIsNoChampion() {
    RegistryState state = RegistryState.EMPTY.published(version(1)).published(version(2));
    assertEquals(List.of(version(1), version(2)), state.versions());
    assertEquals(2, state.lastNumber());
    assertEquals(Optional.empty(), state.champion());
  }

  @Test
  void theOneThatWasPromotedLastIsTheChampion() {
    RegistryState state = versions(3).promoted(1).promoted(3);
    assertEquals(Optional.of(version(3)), state.champion());
    assertEquals(List.of(1, 3), state.champions());
  }

  @Test
  void whoIsTheChampionAlreadyIsNotPromotedOnceMore() {
    RegistryState state = versions(2).promoted(1).promoted(2);
    assertEquals(state, state.promoted(2));
  }

  @Test
  void eachRollbackGoesOneChampionFurtherBack() {
    RegistryState state = versions(4).promoted(1).promoted(3).promoted(4);
    assertEquals(Optional.of(version(3)), state.rolledBack().champion());
    assertEquals(Optional.of(version(1)), state.rolledBack().rolledBack().champion());
    assertEquals(state.versions(), state.rolledBack().rolledBack().versions());
  }

  @Test
  void whereThereWasNoChampionBeforeARollbackIsRefusedWithARemedy() {
    Failure first = assertThrows(Failure.class, () -> versions(2).promoted(2).rolledBack());
    assertEquals(Failure.Kind.DATA, first.kind());
    assertEquals(
        "there is no champion before version 2 to go back to; models promote makes any version the"
            + " champion",
        first.getMessage());
    Failure none = assertThrows(Failure.class, () -> versions(2).rolledBack());
    assertTrue(none.getMessage().startsWith("there is no champion before the first"));
  }

  @Test
  void theNewestVersionsAreKeptAndTheChampionAndTheOneBefore() {
    RegistryState state = versions(9).promoted(1).promoted(2).promoted(4).pruned(3);
    assertEquals(List.of(2, 4, 7, 8, 9), numbers(state));
    assertEquals(List.of(2, 4), state.champions());
    assertEquals(Optional.of(version(4)), state.champion());
    assertEquals(Optional.of(version(2)), state.rolledBack().champion());
  }

  @Test
  void aChampionAmongTheNewestIsNotCountedTwice() {
    assertEquals(List.of(2, 3), numbers(versions(3).promoted(2).promoted(3).pruned(2)));
    assertEquals(List.of(1, 3), numbers(versions(3).promoted(1).promoted(3).pruned(1)));
  }

  @Test
  void noNumberIsGivenTwiceThoughItsVersionIsGone() {
    RegistryState state = versions(5).promoted(1).pruned(1);
    assertEquals(5, state.lastNumber());
    assertEquals(List.of(1, 5), numbers(state));
  }

  @Test
  void aRollbackNeverGoesFromAVersionToItself() {
    RegistryState state = versions(4).promoted(3).promoted(2).promoted(3).promoted(4).pruned(1);
    assertEquals(List.of(3, 4), numbers(state));
    assertEquals(Optional.of(version(3)), state.rolledBack().champion());
    assertThrows(Failure.class, () -> state.rolledBack().rolledBack());
  }

  @Test
  void onlyTheNewestRunsAreRemembered() {
    RegistryState state = RegistryState.EMPTY;
    for (int night = 0; night <= RegistryState.MOST_FINISHED; night++) {
      state = state.with(run("night-" + night));
    }
    assertEquals(200, state.finished().size());
    assertEquals(Optional.empty(), state.finished("night-0"));
    assertEquals(Optional.of(run("night-1")), state.finished("night-1"));
    assertEquals(Optional.of(run("night-200")), state.finished("night-200"));
  }

  @Test
  void aVersionThatIsNotThereIsRefusedWithThoseThatAre() {
    RegistryState state = versions(4).promoted(4).pruned(2);
    assertEquals(version(3), state.require(3));
    refused("there is no version 2 any more, expected one of [3, 4]", state, 2);
    refused("there is no version 5, expected one of [3, 4]", state, 5);
    refused("there is no version 0, expected one of [3, 4]", state, 0);
    assertThrows(Failure.class, () -> state.promoted(5));
  }

  private static void refused(String message, RegistryState state, int number) {
    Failure refused = assertThrows(Failure.class, () -> state.require(number));
    assertEquals(Failure.Kind.DATA, refused.kind());
    assertEquals(message, refused.getMessage());
  }

  @Test
  void theLeaseIsHeldByItsTokenAloneAndRunsOutAtItsEnd() {
    RegistryState state = RegistryState.EMPTY.with(Optional.of(new Lease(7, "night", NOON)));
    assertTrue(state.isHeldBy(7));
    assertEquals(false, state.isHeldBy(6));
    assertEquals(false, state.with(Optional.empty()).isHeldBy(7));
    assertEquals(true, state.lease().orElseThrow().isOver(NOON));
    assertEquals(false, state.lease().orElseThrow().isOver(NOON.minusMillis(1)));
  }

  @Test
  void whatIsSaidOfOnePartLeavesTheOthersAlone() {
    Optional<Lease> lease = Optional.of(new Lease(7, "night", NOON));
    RegistryState all = versions(2).promoted(1).with(run("a")).with(lease);
    for (RegistryState changed :
        List.of(all.published(version(3)), all.promoted(2), all.promoted(2).rolledBack())) {
      assertEquals(lease, changed.lease());
      assertEquals(List.of(run("a")), changed.finished());
    }
    assertEquals(List.of(1), all.with(Optional.empty()).champions());
    assertEquals(2, all.with(run("b")).pruned(1).lastNumber());
  }

  private static RegistryState versions(int count) {
    RegistryState state = RegistryState.EMPTY;
    for (int number : IntStream.rangeClosed(1, count).toArray()) {
      state = state.published(version(number));
    }
    return state;
  }

  private static ModelVersion version(int number) {
    return new ModelVersion(number, "00000" + number + "-x", "ab" + number, NOON, null, "first");
  }

  private static FinishedRun run(String key) {
    return new FinishedRun(key, "promoted", 1, NOON);
  }

  private static List<Integer> numbers(RegistryState state) {
    return state.versions().stream().map(ModelVersion::number).toList();
  }
}
