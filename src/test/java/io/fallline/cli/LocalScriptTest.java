package io.fallline.cli;

import static io.fallline.cli.LocalCheckout.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fallline.cli.LocalCheckout.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What local.sh makes of the machine and the checkout, with a Java that prints its words. */
class LocalScriptTest {
  private static final int WRONG_CONFIGURATION = 78;

  @TempDir private Path directory;
  private LocalCheckout checkout;
  private Path home;
  private final List<Path> readOnly = new ArrayList<>();

  @BeforeEach
  void aCheckoutThatIsNotBuilt() throws IOException {
    checkout = new LocalCheckout(directory, "#!/bin/sh\necho \"$@\"\n");
    home = checkout.home();
  }

  @AfterEach
  void mayBeDeleted() throws IOException {
    for (Path path : readOnly) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void aLimitOfOpenFilesThatJavaWouldNotSurviveIsTold() throws Exception {
    checkout.built("local/fallline.jar");
    Run run = checkout.run(List.of("bash", "-c", "ulimit -n 64; exec \"$0\" \"$@\""), "train");
    assertEquals(
        new Run(
            WRONG_CONFIGURATION,
            "",
            "local.sh: a process may have 64 files open, expected 512 or more: raise it with ulimit -n"
                + " (limits.conf, LimitNOFILE=)\n"),
        run);
  }

  @Test
  void aLimitThatMayBeRaisedIs() throws Exception {
    checkout.built("local/fallline.jar");
    Run run = checkout.run(List.of("bash", "-c", "ulimit -Sn 64; exec \"$0\" \"$@\""), "train");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().endsWith("io.fallline.cli.Main train\n"), run.out());
  }

  @Test
  void aCheckoutThatMayNotBeWrittenRunsFromWhereItIsBuilt() throws Exception {
    Path jar = checkout.built("fallline.jar");
    Run run = runWithoutPermission("train", "--json");
    assertEquals(0, run.exit(), run.err());
    assertEquals("", run.err());
    assertTrue(run.out().endsWith(":" + jar + " io.fallline.cli.Main train --json\n"), run.out());
  }

  @Test
  void aCheckoutThatMayNotBeWrittenAndIsNotBuiltSaysWhatToDo() throws Exception {
    Files.createDirectories(home.resolve("target"));
    Run run = runWithoutPermission("train");
    assertEquals(WRONG_CONFIGURATION, run.exit());
    assertEquals("", run.out());
    assertTrue(
        run.err()
            .matches(
                "local.sh: "
                    + home
                    + " may not be written by \\S+, and has no target/fallline.jar as new as its sources: build it as"
                    + " a user who may \\(submit-scripts/local.sh --version\\), or copy it to where you may write\n"),
        run.err());
  }

  @Test
  void aClassPathOfAnotherUserIsTold() throws Exception {
    checkout.built("fallline.jar");
    write(home.resolve("target/spark-class-path"), directory.resolve("m2/none.jar") + "");
    Run run = runWithoutPermission("train");
    assertEquals(WRONG_CONFIGURATION, run.exit());
    assertTrue(
        run.err().contains(", who does not find the jars that target/spark-class-path names: "),
        run.err());
  }

  @Test
  void packagesAreFoundByMavenOnceAndStandBehindSparksJars() throws Exception {
    checkout.built("local/fallline.jar");
    mavenFinds("avro.jar:xz.jar");
    Run run =
        checkout.run(
            List.of(),
            "train",
            "--packages",
            "org.apache.spark:spark-avro_2.13:4.1.1,org.tukaani:xz:1.10",
            "--json");
    assertEquals(0, run.exit(), run.err());
    String repository = directory.resolve("m2") + "/";
    String jar = home.resolve("target/local/fallline.jar").toString();
    assertTrue(
        run.out()
            .endsWith(
                ":none.jar:"
                    + jar
                    + ":"
                    + repository
                    + "avro.jar:"
                    + repository
                    + "xz.jar io.fallline.cli.Main train --json\n"),
        run.out());
    assertEquals(
        "fetching org.apache.spark:spark-avro_2.13:4.1.1,org.tukaani:xz:1.10…\n", run.err());
    String pom = Files.readString(directory.resolve("pom-that-maven-saw"));
    assertTrue(
        pom.contains(
            "<dependency><groupId>org.tukaani</groupId><artifactId>xz</artifactId><version>1.10</version></dependency>"),
        pom);
    Run again =
        checkout.run(
            List.of(),
            "--packages=org.apache.spark:spark-avro_2.13:4.1.1,org.tukaani:xz:1.10",
            "train",
            "--json");
    assertEquals(new Run(0, run.out(), ""), again);
    Files.delete(directory.resolve("m2/xz.jar"));
    assertTrue(
        checkout
            .run(
                List.of(),
                "train",
                "--packages=org.apache.spark:spark-avro_2.13:4.1.1,org.tukaani:xz:1.10")
            .err()
            .startsWith("fetching "));
  }

  @Test
  void thePluginThatFindsPackagesIsTheBuilds() throws Exception {
    String script = Files.readString(LocalCheckout.SCRIPTS.resolve("class-path.sh"));
    String pom = Files.readString(LocalCheckout.SCRIPTS.resolveSibling("pom.xml"));
    String version = script.replaceAll("(?s).*maven-dependency-plugin:([0-9.]+).*", "$1");
    assertTrue(
        pom.contains(
            "<artifactId>maven-dependency-plugin</artifactId>\n        <version>" + version + "<"),
        version);
  }

  @Test
  void jarsAndSettingsOfSparksAreTaken() throws Exception {
    checkout.built("local/fallline.jar");
    Path driver = write(directory.resolve("driver.jar"), "");
    Run run =
        checkout.run(
            List.of(),
            "train",
            "--jars=" + driver,
            "--conf",
            "spark.sql.catalog.lake.type=hadoop",
            "--config",
            "x.conf");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains(" -Dspark.sql.catalog.lake.type=hadoop "), run.out());
    assertTrue(
        run.out().endsWith(":" + driver + " io.fallline.cli.Main train --config x.conf\n"),
        run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--packages spark-avro   | --packages spark-avro: expected GROUP:ARTIFACT:VERSION, such as org.postgresql:postgresql:42.7.13",
        "--packages              | --packages is without its value",
        "--jars none.jar         | --jars none.jar: there is no such file",
        "--conf x.conf           | --conf x.conf: expected a setting of Spark's, such as --conf spark.sql.ansi.enabled=true"
      })
  void wrongPackagesJarsAndSettingsAre64(String words, String line) throws Exception {
    checkout.built("local/fallline.jar");
    assertEquals(
        new Run(64, "", "local.sh: " + line + "\n"),
        checkout.run(List.of(), ("train " + words).split(" ")));
  }

  @Test
  void packagesThatMavenDoesNotHaveAre64AndTheReasonIsInTheLine() throws Exception {
    checkout.built("local/fallline.jar");
    mavenSays(
        "Downloading from central: https://repo.example/b-1.pom",
        "[ERROR] Failed to execute goal on project packages: Could not resolve dependencies for project"
            + " io.fallline:packages:pom:1: Could not find artifact a:b:jar:1 in central (https://repo.example) -> [Help 1]",
        "[ERROR] ",
        "[ERROR] [Help 1] http://cwiki.apache.org/");
    Path log =
        requireRefused("Could not find artifact a:b:jar:1 in central (https://repo.example)");
    assertTrue(Files.readString(log).startsWith("Downloading from central: "));
  }

  @Test
  void aMavenThatEndsWithoutAnErrorIsQuotedByItsLastLine() throws Exception {
    checkout.built("local/fallline.jar");
    mavenSays("The JAVA_HOME environment variable is not defined correctly,", "so mvn cannot run");
    requireRefused("so mvn cannot run");
  }

  /** What Maven said otherwise. */
  private Path requireRefused(String reason) throws Exception {
    Run run = checkout.run(List.of(), "train", "--packages=a:b:1");
    String log = run.err().replaceAll("(?s).* is in (.*)\\)\n", "$1");
    assertEquals(
        new Run(
            64,
            "",
            "fetching a:b:1…\nlocal.sh: --packages a:b:1: Maven cannot get them: "
                + reason
                + " (all that it said is in "
                + log
                + ")\n"),
        run);
    return Path.of(log);
  }

  /** A Maven that fails. */
  private void mavenSays(String... lines) throws IOException {
    Path said = write(directory.resolve("said"), String.join("\n", lines) + "\n");
    Path maven = write(directory.resolve("bin/mvn"), "#!/bin/bash\ncat '" + said + "'\nexit 1\n");
    assertTrue(maven.toFile().setExecutable(true));
  }

  /** A Maven whose repository has these jars. */
  private void mavenFinds(String jars) throws IOException {
    Path bin = directory.resolve("bin");
    StringBuilder script = new StringBuilder("#!/bin/bash\n");
    StringBuilder path = new StringBuilder();
    for (String jar : jars.split(":")) {
      path.append(path.isEmpty() ? "" : ":").append(directory.resolve("m2").resolve(jar));
    }
    Files.createDirectories(directory.resolve("m2"));
    script
        .append("for word in \"$@\"; do\n")
        .append(
            "case $word in -Dmdep.outputFile=*) out=${word#*=} ;; */pom.xml) pom=$word ;; esac\n")
        .append("done\n")
        .append("cp \"$pom\" " + directory.resolve("pom-that-maven-saw") + "\n")
        .append("for jar in " + path.toString().replace(':', ' ') + "; do touch $jar; done\n")
        .append("printf %s " + path + " >\"$out\"\n");
    Path maven = write(bin.resolve("mvn"), script.toString());
    assertTrue(maven.toFile().setExecutable(true));
  }

  /** As one for whom permissions count, and who has none to write in the checkout. */
  private Run runWithoutPermission(String... words) throws Exception {
    List<Path> all;
    try (Stream<Path> below = Files.walk(home)) {
      all = below.filter(Files::isDirectory).toList();
    }
    for (Path path : all) {
      readOnly.add(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r-xr-xr-x"));
    }
    if (!System.getProperty("user.name").equals("root")) {
      return checkout.run(List.of(), words);
    }
    Path setpriv = Path.of("/usr/bin/setpriv");
    assumeTrue(Files.isExecutable(setpriv), "root may write everything, and there is no setpriv");
    return checkout.run(List.of(setpriv.toString(), "--bounding-set=-dac_override"), words);
  }
}
