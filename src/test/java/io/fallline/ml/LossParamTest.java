package io.fallline.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fallline.configuration.ComponentRegistries;
import io.fallline.configuration.ConfigurationHelp;
import io.fallline.testing.LocalSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.jdk.javaapi.CollectionConverters;

/** A loss of the other kind of labels is refused wherever it can be set. */
class LossParamTest {
  private static final String OF_NUMBERS =
      "c: loss is \"mse\", expected one of auto, "
          + String.join(", ", ConfigurationHelp.losses(true))
          + "; mse predicts numbers, as MiniBatchRegressor does";
  private static final String OF_CLASSES =
      "r: loss is \"logistic\", expected one of "
          + String.join(", ", ConfigurationHelp.losses(false))
          + "; logistic predicts classes, as MiniBatchClassifier does";

  @TempDir private Path directory;

  private final MiniBatchClassifier classifier = new MiniBatchClassifier("c");
  private final MiniBatchRegressor regressor = new MiniBatchRegressor("r");

  private static void refused(String message, Executable setting) {
    assertEquals(
        message, assertThrows(IllegalArgumentException.class, setting).getMessage(), message);
  }

  @Test
  void aSetterRefusesALossOfTheOtherKindAndNamesThoseThatFit() {
    refused(OF_NUMBERS, () -> classifier.setLoss("mse"));
    refused(OF_CLASSES, () -> regressor.setLoss("logistic"));
    refused(
        "r: loss is \"auto\", expected one of "
            + String.join(", ", ConfigurationHelp.losses(false)),
        () -> regressor.setLoss("auto"));
    assertThrows(IllegalArgumentException.class, () -> regressor.setLoss(null));
    assertEquals("auto", classifier.getLoss());
    assertEquals("mse", regressor.getLoss());
  }

  @Test
  void aParamMapACopyAndAGridRefuseIt() {
    refused(OF_NUMBERS, () -> classifier.loss().w("mse"));
    refused(OF_NUMBERS, () -> classifier.set(classifier.loss(), "mse"));
    refused(OF_NUMBERS, () -> new ParamMap().put(classifier.loss(), "mse"));
    refused(OF_CLASSES, () -> regressor.set("loss", "logistic"));
    refused(
        OF_CLASSES,
        () ->
            new ParamGridBuilder()
                .addGrid(regressor.loss(), CollectionConverters.asScala(List.of("mse", "logistic")))
                .build());
  }

  @Test
  void aParamOfTheSameNameThatChecksNothingDoesNotSmuggleItIn() {
    Param<String> unchecked = new Param<>("c", "loss", "no validator");
    ParamMap smuggled = new ParamMap().put(unchecked.w("mse"));
    refused(OF_NUMBERS, () -> classifier.copy(smuggled));
    refused(OF_NUMBERS, () -> classifier.fit(Frames.of("iris"), smuggled));
  }

  @Test
  void aSavedStageThatHasItIsNotLoaded() throws Exception {
    LocalSpark.session();
    Path saved = directory.resolve("stage");
    classifier.setLoss("softmax").write().save(saved.toString());
    Path metadata = saved.resolve("metadata");
    try (Stream<Path> parts = Files.list(metadata)) {
      for (Path part : parts.toList()) {
        if (part.getFileName().toString().startsWith("part-")) {
          Files.writeString(part, Files.readString(part).replace("\"softmax\"", "\"mse\""));
        } else if (part.getFileName().toString().endsWith(".crc")) {
          Files.delete(part);
        }
      }
    }
    refused(OF_NUMBERS, () -> MiniBatchClassifier.load(saved.toString()));
  }

  @ParameterizedTest
  @CsvSource({"iris,softmax", "breast-cancer,logistic", "breast-cancer,hinge"})
  void aLossThatFitsIsTaken(String rows, String loss) {
    MiniBatchClassificationModel model =
        new MiniBatchClassifier().setLoss(loss).setEpochs(1).fit(Frames.of(rows));
    assertEquals(loss, model.getLoss());
  }

  @Test
  void everyLossFitsOneOfThem() {
    Set<String> losses = new TreeSet<>(ConfigurationHelp.losses(true));
    losses.addAll(ConfigurationHelp.losses(false));
    assertEquals(new TreeSet<>(ComponentRegistries.all().losses().names()), losses);
  }
}
