package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What submit.sh makes of its words, and of what spark-submit says: in the place of Spark stands a
 * script that prints the words it is given, and then does what a test wants.
 */
class SubmitScriptTest {
  private static final Path SCRIPT =
      Path.of(System.getProperty("basedir", ""))
          .toAbsolutePath()
          .resolve("submit-scripts/submit.sh");
  private static final String YARN_CLUSTER = "--master yarn --deploy-mode cluster";
  private static final int WRONG_CONFIGURATION = 78;

  @TempDir private Path directory;
  private final Map<String, String> environment = new HashMap<>();

  private record Submission(int exit, List<String> words, String err) {
    String after(String option) {
      int last = words.lastIndexOf(option);
      assertTrue(last >= 0, () -> option + " is not among " + words);
      return words.get(last + 1);
    }
  }

  @BeforeEach
  void aSparkThatPrintsItsWords() throws IOException {
    Files.createDirectories(directory.resolve("spark/bin"));
    Files.createDirectories(directory.resolve("spark/conf"));
    Files.createFile(
        Files.createDirectories(directory.resolve("spark/jars"))
            .resolve("spark-core_2.13-4.1.0.jar"));
    sparkSubmitThen("");
    Files.createFile(directory.resolve("fallline.jar"));
    environment.put("SPARK_HOME", directory.resolve("spark").toString());
    environment.put("FALLLINE_JAR", directory.resolve("fallline.jar").toString());
  }

  private void sparkSubmitThen(String commands) throws IOException {
    Path script =
        Files.writeString(
            directory.resolve("spark/bin/spark-submit"),
            "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\"\n" + commands + "\n");
    assertTrue(script.toFile().setExecutable(true));
  }

  private Submission submit(String submitArguments, String... words) throws Exception {
    return submit(process -> {}, submitArguments, words);
  }

  private interface Meanwhile {
    void with(Process process) throws Exception;
  }

  private Submission submit(Meanwhile meanwhile, String submitArguments, String... words)
      throws Exception {
    environment.put("FALLLINE_SUBMIT_ARGS", submitArguments);
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("FALLLINE_"));
    builder.environment().putAll(environment);
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    meanwhile.with(process);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    return new Submission(process.exitValue(), Files.readAllLines(out), Files.readString(err));
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void aDriverOnTheClusterIsSentTheConfigurationAndThoseThatItIncludes() throws Exception {
    write("conf/night.conf", "include \"common\"\nmodel { include required(\"model.json\") }\n");
    write("conf/common.conf", "# include \"/etc/not.conf\"\nname = night\n");
    write("conf/model.json", "{}");
    Submission submission = submit(YARN_CLUSTER, "train", "--config", "conf/night.conf", "--json");
    assertEquals(0, submission.exit(), submission.err());
    assertEquals("conf/night.conf,conf/common.conf,conf/model.json", submission.after("--files"));
    int jar = submission.words().indexOf(environment.get("FALLLINE_JAR"));
    assertEquals(
        List.of("train", "--config", "night.conf", "--json"),
        submission.words().subList(jar + 1, submission.words().size()));
  }

  @ParameterizedTest
  @CsvSource({"--files a.txt", "--files=a.txt", "--conf spark.files=a.txt"})
  void filesThatAUserSendsGoAlong(String option) throws Exception {
    write("x.conf", "");
    Submission submission = submit(YARN_CLUSTER + " " + option, "train", "--config=x.conf");
    assertEquals("x.conf,a.txt", submission.after("--files"));
    assertEquals("--config=x.conf", submission.words().get(submission.words().size() - 1));
  }

  @Test
  void aConfigurationOfTheDriversMachineIsLeftAsItIs() throws Exception {
    environment.put("FALLLINE_JAR", "local:///opt/fallline/fallline.jar");
    Submission submission =
        submit(
            "--master k8s://https://127.0.0.1:6443 --deploy-mode cluster",
            "train",
            "--config",
            "/etc/fallline/night.conf");
    assertEquals(0, submission.exit(), submission.err());
    assertFalse(submission.words().contains("--files"));
    assertEquals("/etc/fallline/night.conf", submission.after("--config"));
  }

  @ParameterizedTest
  @CsvSource({"include \"../common.conf\"", "include file(\"common.conf\")"})
  void aConfigurationThatIncludesOneOfElsewhereIsRefused(String include) throws Exception {
    write("conf/night.conf", include + "\n");
    Submission submission = submit(YARN_CLUSTER, "train", "--config", "conf/night.conf");
    assertEquals(WRONG_CONFIGURATION, submission.exit());
    assertTrue(
        submission.err().startsWith("submit.sh: conf/night.conf: include "), submission.err());
    assertEquals(List.of(), submission.words());
  }

  @Test
  void onTheMachineOfTheCallerNothingIsSent() throws Exception {
    write("x.conf", "include \"/etc/other.conf\"");
    Submission submission = submit("--master yarn", "train", "--config", "x.conf");
    assertEquals(0, submission.exit(), submission.err());
    assertFalse(submission.words().contains("--files"));
    assertFalse(submission.words().contains("spark.yarn.maxAppAttempts=1"));
  }

  @ParameterizedTest
  @CsvSource({
    "--deploy-mode cluster,",
    "--deploy-mode=cluster,",
    "--conf spark.submit.deployMode=cluster,",
    "--conf=spark.submit.deployMode=cluster,",
    "'',spark.submit.deployMode  cluster",
    "'',spark.submit.deployMode=cluster"
  })
  void theDeployModeIsFoundWhereSparkLooksForIt(String words, String defaults) throws Exception {
    write("spark/conf/spark-defaults.conf", defaults == null ? "" : defaults + "\n");
    environment.put("FALLLINE_MASTER", "yarn");
    assertTrue(submit(words, "train").words().contains("spark.yarn.maxAppAttempts=1"));
  }

  @Test
  void aDriverOnAStandaloneClusterIsRefused() throws Exception {
    Submission submission = submit("--master spark://a:7077 --deploy-mode cluster", "train");
    assertEquals(WRONG_CONFIGURATION, submission.exit());
    assertEquals(
        "submit.sh: deploy mode cluster with master spark://a:7077: expected yarn or k8s://…;"
            + " elsewhere leave the deploy mode at client\n",
        submission.err());
  }

  @Test
  void aSparkOfAnotherReleaseIsRefused() throws Exception {
    Files.move(
        directory.resolve("spark/jars/spark-core_2.13-4.1.0.jar"),
        directory.resolve("spark/jars/spark-core_2.12-3.5.6.jar"));
    Submission submission = submit("--master yarn", "train");
    assertEquals(WRONG_CONFIGURATION, submission.exit());
    assertTrue(
        submission
            .err()
            .endsWith(
                "which has spark-core_2.12-3.5.6.jar, expected a distribution of Spark 4.0 to 4.3\n"),
        submission.err());
  }

  @Test
  void oneThreadAProductIsAskedForInEveryProcess() throws Exception {
    List<String> words = submit("--master yarn", "train").words();
    for (String place :
        List.of("spark.executorEnv", "spark.yarn.appMasterEnv", "spark.kubernetes.driverEnv")) {
      assertTrue(words.contains(place + ".OPENBLAS_NUM_THREADS=1"), place);
    }
  }

  @Test
  void aCommandThatFailsOnYarnEndsWithItsExitCodeAndItsLine() throws Exception {
    sparkSubmitThen(
        """
        cat >&2 <<END
        log: Submitted application application_1_0002
        log: Application diagnostics message: User class threw exception: io.fallline.cli.FailedCommand: exit code 65: fallline: x.csv: there is no such file
        Exception in thread "main" org.apache.spark.SparkException: Application finished with failed status
        END
        exit 1
        """);
    Submission submission = submit(YARN_CLUSTER, "train");
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
    sparkSubmitThen(
        """
        cat >&2 <<END
        log: Submitted application application_1_0002
        log: Application diagnostics message: Application application_1_0002 failed 1 times
        log| Container killed on request. Exit code is 137
        END
        exit 1
        """);
    Submission submission = submit(YARN_CLUSTER, "train");
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
    sparkSubmitThen(
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
        submit("--master k8s://https://127.0.0.1:6443 --deploy-mode cluster", "train");
    assertEquals(20, submission.exit());
    assertEquals(
        "submit.sh: pod night-driver is submitted; its log: kubectl -n jobs logs night-driver\n",
        submission.err());
  }

  @Test
  void aSignalLeavesTheApplicationAndSaysHowToEndIt() throws Exception {
    sparkSubmitThen("echo 'log: Submitted application application_1_0002' >&2; exec sleep 100");
    Submission submission =
        submit(
            process -> {
              while (!Files.readString(directory.resolve("err")).contains("is submitted")) {
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
