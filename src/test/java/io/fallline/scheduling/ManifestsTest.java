package io.fallline.scheduling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.cli.ParsedCommand;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Kubernetes is told, beyond what its schemas can check. */
class ManifestsTest {
  private static final String SPEC = "spec.jobTemplate.spec.";
  private static final String CONTAINER = SPEC + "template.spec.containers.0.";

  @ParameterizedTest
  @ValueSource(strings = {Schedule.CRON_JOB, Schedule.SPARK_OPERATOR})
  void oneRetrainingAtATimeOnceANight(String file) throws IOException {
    Manifest manifest = Manifest.of(file);
    assertEquals("Forbid", manifest.at("spec.concurrencyPolicy"));
    assertEquals("30 2 * * *", manifest.at("spec.schedule"));
    assertEquals("Etc/UTC", manifest.at("spec.timeZone"));
  }

  @Test
  void theCronJobsRunKeyIsTheNameOfTheJob() throws IOException {
    Manifest manifest = Manifest.of(Schedule.CRON_JOB);
    assertEquals(
        "metadata.labels['batch.kubernetes.io/job-name']",
        manifest.at(CONTAINER + "env.0.valueFrom.fieldRef.fieldPath"));
    assertEquals("RUN_KEY", manifest.at(CONTAINER + "env.0.name"));
    assertRetrains(manifest.texts(CONTAINER + "args"));
  }

  @Test
  void theOperatorsRunKeyIsTheNameOfTheApplication() throws IOException {
    Manifest manifest = Manifest.of(Schedule.SPARK_OPERATOR);
    assertEquals(
        "metadata.labels['sparkoperator.k8s.io/app-name']",
        manifest.at("spec.template.driver.env.0.valueFrom.fieldRef.fieldPath"));
    assertEquals("RUN_KEY", manifest.at("spec.template.driver.env.0.name"));
    assertRetrains(manifest.texts("spec.template.arguments"));
  }

  @Test
  void kubernetesTriesAgainWhatTimeMayMend() throws IOException {
    Manifest manifest = Manifest.of(Schedule.CRON_JOB);
    String rule = SPEC + "podFailurePolicy.rules.0.";
    assertEquals("FailJob", manifest.at(rule + "action"));
    assertEquals("In", manifest.at(rule + "onExitCodes.operator"));
    assertEquals(List.of(20, 64, 65, 70, 78), manifest.at(rule + "onExitCodes.values"));
    assertEquals(manifest.at(CONTAINER + "name"), manifest.at(rule + "onExitCodes.containerName"));
    // the API server refuses a podFailurePolicy with another
    assertEquals("Never", manifest.at(SPEC + "template.spec.restartPolicy"));
  }

  @Test
  void everyVolumeThatIsMountedIsThere() throws IOException {
    Manifest manifest = Manifest.of(Schedule.CRON_JOB);
    Set<String> volumes = new TreeSet<>(manifest.names(SPEC + "template.spec.volumes"));
    assertEquals(volumes, new TreeSet<>(manifest.names(CONTAINER + "volumeMounts")));
  }

  @Test
  void theOperatorStartsOurMainClass() throws Exception {
    Manifest manifest = Manifest.of(Schedule.SPARK_OPERATOR);
    Class<?> main = Class.forName((String) manifest.at("spec.template.mainClass"));
    assertEquals(void.class, main.getMethod("main", String[].class).getReturnType());
  }

  @Test
  void productsHaveOneThreadOnDriverAndExecutors() throws IOException {
    Manifest manifest = Manifest.of(Schedule.SPARK_OPERATOR);
    for (String role : List.of("driver", "executor")) {
      assertTrue(
          manifest
              .names("spec.template." + role + ".env")
              .containsAll(List.of("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")),
          role);
    }
  }

  private static void assertRetrains(List<String> words) {
    assertEquals("retrain", words.get(0));
    assertTrue(words.contains("retrain.runKey=$(RUN_KEY)"), words.toString());
    ParsedCommand.of(words);
  }
}
