package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.cli.ScriptedSpark.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What submit.sh makes of what spark-submit says of a driver on a cluster. */
class ClusterModeTest {
  private static final String YARN_CLUSTER = "--master yarn --deploy-mode cluster";

  @TempDir private Path directory;
  private ScriptedSpark spark;

  @BeforeEach
  void aSparkThatPrintsItsWords() throws IOException {
    spark = new ScriptedSpark(directory);
  }

  @Test
  void aCommandThatFailsOnYarnEndsWithItsExitCodeAndItsLine() throws Exception {
    spark.then(
        """
        cat >&2 <<END
        log: Submitted application application_1_0002
        log: Application diagnostics message: User class threw exception: io.fallline.cli.FailedCommand: exit code 65: fallline: x.csv: there is no such file
        Exception in thread "main" org.apache.spark.SparkException: Application finished with failed status
        END
        exit 1
        """);
    Submission submission = spark.submit(YARN_CLUSTER, "train");
    assertEquals(65, submission.exit());
    assertEquals(
        """
        submit.sh: application_1_0002 is submitted; its log: yarn logs -applicationId application_1_0002
        fallline: x.csv: there is no such file
        """,
        submission.err());
  }

  @Test
  void anApplicationThatYarnEndsLeavesWhatYarnSaysAndTheCodeOfSparkSubmit() throws Exception {
    spark.then(
        """
        cat >&2 <<END
        log: Submitted application application_1_0002
        log: Application diagnostics message: Application application_1_0002 failed 1 times
        log| Container killed on request. Exit code is 137
        END
        exit 1
        """);
    Submission submission = spark.submit(YARN_CLUSTER, "train");
    assertEquals(1, submission.exit());
    assertTrue(
        submission
            .err()
            .endsWith(
                "Application application_1_0002 failed 1 times\n"
                    + "Container killed on request. Exit code is 137\n"),
        submission.err());
  }

  @Test
  void onKubernetesTheExitCodeIsThatOfTheDriversContainer() throws Exception {
    spark.then(
        """
        cat >&2 <<END
        log: Deployed Spark application fallline with application ID spark-1 and submission ID jobs:night-driver into Kubernetes
        log: Container final statuses:
        log|\040
        log| \t container name: proxy
        log| \t exit code: 137
        log| \t container name: spark-kubernetes-driver
        log| \t exit code: 20
        END
        """);
    Submission submission =
        spark.submit("--master k8s://https://127.0.0.1:6443 --deploy-mode cluster", "train");
    assertEquals(20, submission.exit());
    assertEquals(
        "submit.sh: pod night-driver is submitted; its log: kubectl -n jobs logs night-driver\n",
        submission.err());
  }

  @Test
  void aSignalLeavesTheApplicationAndSaysHowToEndIt() throws Exception {
    spark.then("echo 'log: Submitted application application_1_0002' >&2; exec sleep 100");
    Submission submission =
        spark.submit(
            process -> {
              while (!spark.said().contains("is submitted")) {
                assertTrue(process.isAlive());
                process.waitFor(20, TimeUnit.MILLISECONDS);
              }
              process.destroy();
            },
            YARN_CLUSTER,
            "train");
    assertEquals(128 + 15, submission.exit());
    assertTrue(
        submission
            .err()
            .endsWith(
                "submit.sh: ended by a signal; the application goes on:"
                    + " to end it, yarn application -kill application_1_0002\n"),
        submission.err());
  }
}
