package io.fallline.retrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.retrain.RetrainResult.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfitNightsTest {
  @TempDir private Path directory;
  private IrisNights nights;

  @BeforeEach
  void prepare() {
    nights = new IrisNights(directory);
  }

  @Test
  void modelsOfDifferentLabelsAreNotCompared() {
    nights.write("day-1.csv", 0);
    String[] numbers = {
      "model.loss=mse",
      "training.epochs=60",
      "data.ignore=[label]",
      "retrain.warmStart=false",
      "data.label=petal_width"
    };
    assertEquals(Ending.PROMOTED, nights.run(numbers).ending());
    numbers[numbers.length - 1] = "data.label=sepal_width";
    RetrainResult other = nights.run(numbers);
    assertEquals(Ending.PUBLISHED, other.ending());
    String text = other.result().text();
    assertTrue(text.contains("it was trained on the label petal_width, not on sepal_width"), text);
    assertEquals(1, nights.model().state().champion().orElseThrow().number());
  }

  @Test
  void whereTheEndOfTheLogIsGoneTheNextNightGoesOn() throws IOException {
    nights.write("day-1.csv", 0);
    nights.run("retrain.gate.minGain=-1e9");
    nights.run("retrain.gate.minGain=-1e9");
    for (int entry = 3; entry <= 4; entry++) {
      Files.delete(nights.registry().resolve("iris/log/00000000000" + entry + ".json"));
    }
    assertEquals(Ending.PROMOTED, nights.run("retrain.gate.minGain=-1e9").ending());
    assertEquals(2, nights.model().state().champion().orElseThrow().number());
    assertEquals(List.of(), nights.models().verify().problems());
  }

  @Test
  void withoutAChampionAndWithoutFilesTheKeyIsNotDone() {
    Failure refused =
        assertThrows(Failure.class, () -> nights.run("retrain.new=files", "retrain.runKey=monday"));
    assertEquals(Failure.Kind.DATA, refused.kind());
    assertTrue(refused.getMessage().startsWith("data.train has no files yet"));
    assertEquals(List.of(), nights.model().state().finished());
    nights.write("day-1.csv", 0);
    assertEquals(
        Ending.PROMOTED, nights.run("retrain.new=files", "retrain.runKey=monday").ending());
  }
}
