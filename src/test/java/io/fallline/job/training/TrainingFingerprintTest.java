package io.fallline.job.training;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import io.fallline.core.failure.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingFingerprintTest {
  private static JobConfiguration job(String... settings) {
    return ConfigurationFile.parse("job.conf", "data.train = rows.csv", List.of(settings));
  }

  /** As a version of Fallline wrote it that did not have the key. */
  private static ObjectNode without(JobConfiguration job, String section, String key) {
    ObjectNode fingerprint = TrainingFingerprint.of(job, "00", 1, "portable");
    ((ObjectNode) fingerprint.path("configuration").path(section)).remove(key);
    return fingerprint;
  }

  @Test
  void aKeyThatTheCheckpointsVersionDidNotHaveMayHaveItsDefault() {
    for (String key : List.of("finish", "seed", "clipNorm", "lastBatch")) {
      assertDoesNotThrow(
          () ->
              TrainingFingerprint.requireSameConfiguration(
                  without(job(), "training", key), job(), "step-1"),
          key);
    }
  }

  @Test
  void aKeyThatTheCheckpointsVersionDidNotHaveAndThatIsSetNowIsAnotherTraining() {
    Failure refused =
        assertThrows(
            Failure.class,
            () ->
                TrainingFingerprint.requireSameConfiguration(
                    without(job(), "training", "seed"), job("training.seed=7"), "step-1"));
    assertTrue(
        refused.getMessage().startsWith("step-1 is of another training: training.seed was "),
        refused.getMessage());
  }
}
