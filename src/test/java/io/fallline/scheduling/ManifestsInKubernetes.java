package io.fallline.scheduling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The manifests under the schemas of Kubernetes and of the Spark operator, to which no unknown
 * field is allowed: {@code mvn test -Dtests=schedulers}.
 */
@Tag("schedulers")
class ManifestsInKubernetes {
  /** An unknown kind is a warning only, and the exit code 0. */
  private static final String PASSED = "passed for resource cronjob/fallline-retrain";

  @TempDir private Path directory;

  @BeforeAll
  static void install() throws Exception {
    Tools.install();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.31", "1.34", "1.37"})
  void kubernetesTakesTheCronJob(String version) throws Exception {
    Ran validated = inKubernetes(version, Schedule.text(Schedule.CRON_JOB));
    assertEquals(0, validated.exit(), validated.output());
    assertTrue(validated.output().contains(PASSED), validated.output());
  }

  @ParameterizedTest
  @CsvSource({
    "concurrencyPolicy: Forbid, concurencyPolicy: Forbid, concurencyPolicy",
    "backoffLimit: 16, backoffLimit: many, many",
    "action: FailJob, deed: FailJob, action"
  })
  void aCronJobThatIsNotOneIsRefused(String given, String wrong, String named) throws Exception {
    Ran validated = inKubernetes("1.37", replaced(Schedule.text(Schedule.CRON_JOB), given, wrong));
    assertEquals(1, validated.exit(), validated.output());
    assertTrue(validated.output().contains(named), validated.output());
  }

  @Test
  void aVersionOfTheApiThatIsGoneDoesNotPass() throws Exception {
    Ran validated =
        inKubernetes(
            "1.37", replaced(Schedule.text(Schedule.CRON_JOB), "batch/v1", "batch/v1beta1"));
    assertFalse(validated.output().contains(PASSED), validated.output());
  }

  @Test
  void theOperatorTakesTheScheduledApplication() throws Exception {
    assertEquals(new Ran(0, ""), inOperator(Schedule.text(Schedule.SPARK_OPERATOR)));
  }

  @ParameterizedTest
  @CsvSource({
    "onFailureRetries, onFailureRetrys, onFailureRetrys",
    "type: OnFailure, type: Sometimes, Sometimes",
    "cores: 2, cores: two, two",
    "schedule:, timing:, schedule",
    "/v1beta2, /v1beta1, v1beta1",
    "kind: Scheduled, kind: Unscheduled, Unscheduled"
  })
  void anApplicationThatIsNotOneIsRefused(String given, String wrong, String named)
      throws Exception {
    Ran validated = inOperator(replaced(Schedule.text(Schedule.SPARK_OPERATOR), given, wrong));
    assertEquals(1, validated.exit(), validated.output());
    assertTrue(validated.output().contains(named), validated.output());
  }

  private Ran inKubernetes(String version, String manifest) throws Exception {
    return Ran.of(
        List.of(Tools.python("kubernetes-validate"), "--strict", "-k", version, written(manifest)));
  }

  private Ran inOperator(String manifest) throws Exception {
    try (Stream<Path> files = Files.list(Tools.INSTALLED)) {
      Path definition =
          files.filter(file -> file.toString().endsWith(".yaml")).findFirst().orElseThrow();
      return Ran.of(
          List.of(
              Tools.python("python"),
              Tools.script("crd.py"),
              definition.toString(),
              written(manifest)));
    }
  }

  private String written(String manifest) throws Exception {
    return Files.writeString(directory.resolve("manifest.yaml"), manifest).toString();
  }

  private static String replaced(String text, String given, String wrong) {
    assertTrue(text.contains(given), given);
    return text.replace(given, wrong);
  }
}
