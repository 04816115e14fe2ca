package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.cli.ScriptedSpark.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What submit.sh makes of its words. */
class SubmitScriptTest {
  private static final String YARN_CLUSTER = "--master yarn --deploy-mode cluster";
  private static final int WRONG_CONFIGURATION = 78;

  @TempDir private Path directory;
  private ScriptedSpark spark;

  @BeforeEach
  void aSparkThatPrintsItsWords() throws IOException {
    spark = new ScriptedSpark(directory);
  }

  @Test
  void aDriverOnTheClusterIsSentTheConfigurationAndThoseThatItIncludes() throws Exception {
    spark.write(
        "conf/night.conf", "include \"common\"\nmodel { include required(\"model.json\") }\n");
    spark.write("conf/common.conf", "# include \"/etc/not.conf\"\nname = night\n");
    spark.write("conf/model.json", "{}");
    Submission submission =
        spark.submit(YARN_CLUSTER, "train", "--config", "conf/night.conf", "--json");
    assertEquals(0, submission.exit(), submission.err());
    assertEquals("conf/night.conf,conf/common.conf,conf/model.json", submission.after("--files"));
    int jar = submission.words().indexOf(spark.jar());
    assertEquals(
        List.of("train", "--config", "night.conf", "--json"),
        submission.words().subList(jar + 1, submission.words().size()));
  }

  @ParameterizedTest
  @CsvSource({"--files a.txt", "--files=a.txt", "--conf spark.files=a.txt"})
  void filesThatAUserSendsGoAlong(String option) throws Exception {
    spark.write("x.conf", "");
    Submission submission = spark.submit(YARN_CLUSTER + " " + option, "train", "--config=x.conf");
    assertEquals("x.conf,a.txt", submission.after("--files"));
    assertEquals("--config=x.conf", submission.words().get(submission.words().size() - 1));
  }

  @Test
  void packagesJarsAndSettingsAmongTheWordsAreSparkSubmits() throws Exception {
    spark.write("x.conf", "");
    Submission submission =
        spark.submit(
            "--master local",
            "train",
            "--packages=a:b:1",
            "--config",
            "x.conf",
            "--jars",
            "driver.jar",
            "--conf",
            "spark.sql.extensions=x.Y");
    assertEquals(0, submission.exit(), submission.err());
    assertEquals("a:b:1", submission.after("--packages"));
    assertEquals("driver.jar", submission.after("--jars"));
    int jar = submission.words().indexOf(spark.jar());
    assertTrue(
        submission.words().subList(0, jar).contains("spark.sql.extensions=x.Y"),
        submission.words().toString());
    assertEquals(
        List.of("train", "--config", "x.conf"),
        submission.words().subList(jar + 1, submission.words().size()));
  }

  @Test
  void aConfigurationOfTheDriversMachineIsLeftAsItIs() throws Exception {
    spark.variable("FALLLINE_JAR", "local:///opt/fallline/fallline.jar");
    Submission submission =
        spark.submit(
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
    spark.write("conf/night.conf", include + "\n");
    Submission submission = spark.submit(YARN_CLUSTER, "train", "--config", "conf/night.conf");
    assertEquals(WRONG_CONFIGURATION, submission.exit());
    assertTrue(
        submission.err().startsWith("submit.sh: conf/night.conf: include "), submission.err());
    assertEquals(List.of(), submission.words());
  }

  @Test
  void onTheMachineOfTheCallerNothingIsSent() throws Exception {
    spark.write("x.conf", "include \"/etc/other.conf\"");
    Submission submission = spark.submit("--master yarn", "train", "--config", "x.conf");
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
    spark.write("spark/conf/spark-defaults.conf", defaults == null ? "" : defaults + "\n");
    spark.variable("FALLLINE_MASTER", "yarn");
    assertTrue(spark.submit(words, "train").words().contains("spark.yarn.maxAppAttempts=1"));
  }

  @Test
  void aDriverOnAStandaloneClusterIsRefused() throws Exception {
    Submission submission = spark.submit("--master spark://a:7077 --deploy-mode cluster", "train");
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
    Submission submission = spark.submit("--master yarn", "train");
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
    List<String> words = spark.submit("--master yarn", "train").words();
    for (String place :
        List.of("spark.executorEnv", "spark.yarn.appMasterEnv", "spark.kubernetes.driverEnv")) {
      assertTrue(words.contains(place + ".OPENBLAS_NUM_THREADS=1"), place);
    }
  }
}
