package io.fallline.scorer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scorer of the champion of a registry. */
class ScorerChampionTest {
  private static final ModelCase FIRST =
      new ModelCase("softmax", "tanh", "STANDARD", "ERROR", true, false, true, "ash elm oak");
  private static final ModelCase SECOND =
      new ModelCase("softmax", null, "STANDARD", "ERROR", true, false, true, "ash elm oak yew");

  @TempDir private Path registry;

  @Test
  void theChampionIsReadAsItIsThen() {
    Path first = PublishedModel.champion(registry, "trees", FIRST);
    assertSame(first, Scorer.champion(registry, "trees"));
    Path second = PublishedModel.champion(registry, "trees", SECOND);
    assertSame(second, Scorer.champion(registry, "trees"));
  }

  private static void assertSame(Path model, Scorer champion) {
    Scorer expected = Scorer.load(model);
    assertEquals(expected.classes(), champion.classes());
    FIRST
        .rows()
        .forEach(
            row -> assertArrayEquals(expected.score(row).scores(), champion.score(row).scores()));
  }

  @Test
  void whereThereIsNoSuchModelThereIsNoChampion() {
    Failure missing =
        assertThrows(Failure.class, () -> Scorer.champion(registry.resolve("none"), "trees"));
    assertEquals(Failure.Kind.DATA, missing.kind());
    assertTrue(missing.getMessage().contains("has no champion"), missing.getMessage());
    Failure noName = assertThrows(Failure.class, () -> Scorer.champion(registry, "../trees"));
    assertTrue(noName.getMessage().startsWith("the model's name is \"../trees\", expected "));
  }

  @Test
  void aTornChampionIsRefusedAndNotReplacedByAnOlderOne() throws IOException {
    PublishedModel.champion(registry, "trees", FIRST);
    Path second = PublishedModel.champion(registry, "trees", SECOND).resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(second);
    bytes[bytes.length / 2] ^= 1;
    Files.write(second, bytes);
    Failure torn = assertThrows(Failure.class, () -> Scorer.champion(registry, "trees"));
    assertEquals(Failure.Kind.DATA, torn.kind());
    assertTrue(torn.getMessage().contains("model.safetensors"), torn.getMessage());
  }
}
