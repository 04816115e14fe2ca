package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What local.sh makes of the machine and the checkout, with a Java that prints its words. */
class LocalScriptTest {
  private static final Path SCRIPTS =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("submit-scripts");
  private static final int WRONG_CONFIGURATION = 78;

  @TempDir private Path directory;
  private Path home;
  private final List<Path> readOnly = new ArrayList<>();

  /** What local.sh ends with. */
  private record Run(int exit, String out, String err) {}

  @BeforeEach
  void aCheckoutThatIsNotBuilt() throws IOException {
    home = Files.createDirectories(directory.resolve("fallline")).toRealPath();
    for (String script : List.of("local.sh", "limits.sh", "jvm.options")) {
      Path copy = home.resolve("submit-scripts").resolve(script);
      Files.createDirectories(copy.getParent());
      Files.copy(SCRIPTS.resolve(script), copy);
    }
    write(home.resolve("submit-scripts/local.sh"), null);
    write(home.resolve("pom.xml"), "");
    write(home.resolve("src/main/java/X.java"), "");
    Path java = write(directory.resolve("jdk/bin/java"), "#!/bin/sh\necho \"$@\"\n");
    assertTrue(java.toFile().setExecutable(true));
  }

  @AfterEach
  void mayBeDeleted() throws IOException {
    for (Path path : readOnly) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    if (text != null) {
      Files.writeString(file, text);
    }
    return file;
  }

  /** Newer than all sources. */
  private Path built(String name) throws IOException {
    Path jar = write(home.resolve("target").resolve(name), "");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
    write(home.resolve("target/spark-class-path"), jar + ":none.jar");
    return jar;
  }

  @Test
  void aLimitOfOpenFilesThatJavaWouldNotSurviveIsTold() throws Exception {
    built("local/fallline.jar");
    Run run = run(List.of("bash", "-c", "ulimit -n 64; exec \"$0\" \"$@\""), "train");
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
    built("local/fallline.jar");
    Run run = run(List.of("bash", "-c", "ulimit -Sn 64; exec \"$0\" \"$@\""), "train");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().endsWith("io.fallline.cli.Main train\n"), run.out());
  }

  @Test
  void aCheckoutThatMayNotBeWrittenRunsFromWhereItIsBuilt() throws Exception {
    Path jar = built("fallline.jar");
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
    built("fallline.jar");
    write(home.resolve("target/spark-class-path"), directory.resolve("m2/none.jar") + "");
    Run run = runWithoutPermission("train");
    assertEquals(WRONG_CONFIGURATION, run.exit());
    assertTrue(
        run.err().contains(", who does not find the jars that target/spark-class-path names: "),
        run.err());
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
      return run(List.of(), words);
    }
    Path setpriv = Path.of("/usr/bin/setpriv");
    assumeTrue(Files.isExecutable(setpriv), "root may write everything, and there is no setpriv");
    return run(List.of(setpriv.toString(), "--bounding-set=-dac_override"), words);
  }

  private Run run(List<String> by, String... words) throws Exception {
    List<String> command = new ArrayList<>(by);
    command.add(home.resolve("submit-scripts/local.sh").toString());
    command.addAll(List.of(words));
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
    builder.environment().remove("FALLLINE_JAVA_OPTS");
    int exit = builder.start().waitFor();
    return new Run(exit, Files.readString(out), Files.readString(err));
  }
}
