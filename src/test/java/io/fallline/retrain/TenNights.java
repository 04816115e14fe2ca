package io.fallline.retrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.core.failure.Failure;
import io.fallline.registry.LogEntry;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegistryState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** Ten nights of a job, with all that goes wrong at three in the morning. */
final class TenNights {
  private final Nights nights;

  TenNights(Nights nights) {
    this.nights = nights;
  }

  /** Lets them pass; the registry is as this table says after them. */
  void pass() throws Exception {
    nights.test(false);
    nights.day(1, false, false);
    ends(1, "promoted");
    nights.day(2, false, false);
    ends(2, "promoted");
    nights.day(3, true, false);
    ends(3, "published");
    nights.day(3, false, false); // mended in the morning, and so a file that nobody has seen
    nights.day(4, false, false);
    nights.killed(4, leased(), "retrain.leaseMinutes=60");
    heldUntilReleased(4);
    ends(4, "promoted");
    ends(5, "nothingNew");
    nights.day(6, true, false);
    ends(6, "published");
    nights.day(6, false, false);
    nights.day(7, false, false);
    twoAtOnce(7);
    nights.test(true);
    nights.day(8, false, true);
    JsonNode widened = ends(8, "promoted");
    assertEquals("[\"humidity\"]", widened.at("/drift/schema/added").toString());
    nights.day(9, true, true);
    ends(9, "published");
    nights.day(9, false, true);
    nights.day(10, false, true);
    killedWhileTraining(10);
    assertEquals(
        List.of(
            "5 gate failed", "6 promoted", "7 promoted", "8 gate failed", "9 promoted, champion"),
        table());
    assertEquals(List.of(6, 7, 9), nights.model().state().champions());
    everyVersionIsWholeAndNothingElseIsThere();
    everyKeyIsDone();
  }

  private JsonNode ends(int night, String outcome) throws IOException {
    JsonNode json = json(nights.night(night));
    assertEquals(outcome, json.path("outcome").asText(), () -> night + ": " + json);
    return json;
  }

  private static JsonNode json(RetrainResult retrained) throws IOException {
    return new ObjectMapper().readTree(retrained.result().json());
  }

  private BooleanSupplier leased() {
    return () -> nights.model().state().lease().isPresent();
  }

  /** A process that was killed holds the lease until it has run out, or is said to be gone. */
  private void heldUntilReleased(int night) {
    Failure held = assertThrows(Failure.class, () -> nights.night(night));
    assertEquals(Failure.Kind.TRY_LATER, held.kind());
    assertTrue(held.getMessage().contains("another retraining holds the lease"), held.getMessage());
    models().release();
  }

  private void twoAtOnce(int night) throws IOException {
    List<Failure> seconds = new ArrayList<>();
    RetrainResult first =
        nights.night(
            night,
            printed -> {
              if (seconds.isEmpty()) {
                seconds.add(assertThrows(Failure.class, () -> nights.night(night)));
              }
            });
    assertEquals(RetrainResult.Ending.PROMOTED, first.ending());
    assertEquals(Failure.Kind.TRY_LATER, seconds.get(0).kind());
  }

  /** The lease of one that was killed runs out; the next goes on from its checkpoint. */
  private void killedWhileTraining(int night) throws Exception {
    String[] slow = {
      "retrain.leaseMinutes=0.05", "training.epochs=5000", "checkpoint.everySteps=1000"
    };
    List<Long> before = nights.checkpoints();
    nights.killed(night, () -> !before.containsAll(nights.checkpoints()), slow);
    // slow was for it to be killed in time; the rest need not be
    String soon = "training.maxSteps=" + (Collections.max(nights.checkpoints()) + 1000);
    JsonNode json = json(patient(night, slow[0], slow[1], slow[2], soon));
    assertEquals("promoted", json.path("outcome").asText(), json::toString);
    assertTrue(json.at("/training/resumedFromStep").asLong() > 0, json::toString);
  }

  private RetrainResult patient(int night, String... settings) {
    while (true) {
      try {
        return nights.night(night, settings);
      } catch (Failure held) {
        if (held.kind() != Failure.Kind.TRY_LATER) {
          throw held;
        }
      }
    }
  }

  private List<String> table() {
    RegistryState state = nights.model().state();
    List<String> table = new ArrayList<>();
    for (ModelVersion version : state.versions()) {
      boolean promoted = state.champions().contains(version.number());
      boolean champion = state.champion().filter(version::equals).isPresent();
      table.add(
          version.number()
              + (promoted ? " promoted" : " gate failed")
              + (champion ? ", champion" : ""));
    }
    return table;
  }

  private void everyVersionIsWholeAndNothingElseIsThere() {
    assertEquals(List.of(), models().verify().problems());
    assertEquals(
        nights.model().state().versions().stream().map(ModelVersion::directory).sorted().toList(),
        nights.versionDirectories().stream().sorted().toList());
    List<String> events =
        nights.model().log().all().stream()
            .map(LogEntry::event)
            .filter(event -> !event.equals("leased") && !event.equals("renewed"))
            .toList();
    assertEquals(
        List.of(
            "promoted",
            "promoted",
            "published",
            "released",
            "promoted",
            "nothingNew",
            "published",
            "promoted",
            "promoted",
            "published",
            "promoted"),
        events);
  }

  private void everyKeyIsDone() throws IOException {
    for (int night = 1; night <= 10; night++) {
      long before = nights.model().head().number();
      ends(night, "alreadyDone");
      assertEquals(before, nights.model().head().number());
    }
  }

  private RegistryInspection models() {
    return new RegistryInspection(
        nights.hadoop(),
        new ModelsRequest(nights.registry().toString(), Optional.empty(), OptionalInt.empty()));
  }
}
