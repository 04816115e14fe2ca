package io.fallline.retrain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import io.fallline.job.TellingConsole;
import io.fallline.job.TerminationRequest;
import io.fallline.job.training.JitWarmUp;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry of two nights, as version 0.1 wrote it. */
class EarlierRegistryTest {
  private static final String CONFIGURATION =
      """
      name = "breast-cancer"
      data { train = "sample-data/breast-cancer.csv", test = 0.2 }
      model { loss = "logistic" }
      optimizer { rule = "momentum", learningRate = 0.05 }
      training { batchSize = 32, maxSteps = 20, kernels = "portable" }
      retrain { model = "breast-cancer", gate { metric = "accuracy", minGain = -0.5 } }
      """;

  @TempDir private Path directory;

  private Path registry;

  @BeforeEach
  void copy() throws IOException {
    registry = directory.resolve("registry");
    FileUtils.copyDirectory(
        Path.of("src/test/resources/earlier/registry").toFile(), registry.toFile());
  }

  @Test
  void itsVersionsAreWhole() {
    RegistryInspection models =
        new RegistryInspection(
            new Configuration(),
            new ModelsRequest(registry.toString(), Optional.empty(), OptionalInt.empty()));
    assertEquals(List.of(), models.list().problems());
    assertEquals(List.of(), models.verify().problems());
  }

  @Test
  void aNightThatIsDoneIsNotDoneAgain() throws IOException {
    assertEquals("alreadyDone", retrained("night-2").path("outcome").asText());
  }

  @Test
  void theNextNightGoesOnFromItsChampion() throws IOException {
    JsonNode night = retrained("night-3");
    assertEquals(3, night.path("version").asInt(), night.toString());
  }

  private JsonNode retrained(String runKey) throws IOException {
    Path file = Files.writeString(directory.resolve("retrain.conf"), CONFIGURATION);
    JobConfiguration job =
        ConfigurationFile.load(
            file,
            List.of(
                "retrain.registry=" + registry,
                "retrain.runKey=" + runKey,
                "output.directory=" + directory.resolve("runs")));
    JitWarmUp warmUp = JitWarmUp.begin(job);
    warmUp.close();
    RetrainResult retrained =
        Retrain.run(
            LocalSpark.session(),
            job,
            new TellingConsole(line -> {}),
            warmUp,
            TerminationRequest.NEVER);
    return new ObjectMapper().readTree(retrained.result().json());
  }
}
