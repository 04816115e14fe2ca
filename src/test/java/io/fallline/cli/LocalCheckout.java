package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A checkout with submit-scripts and no more than a source, and a Java that is a script. */
record LocalCheckout(Path directory, Path home) {
  static final Path SCRIPTS =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("submit-scripts");

  /** What local.sh ends with. */
  record Run(int exit, String out, String err) {}

  LocalCheckout(Path directory, String java) throws IOException {
    this(directory, Files.createDirectories(directory.resolve("fallline")).toRealPath());
    for (String script :
        List.of("local.sh", "limits.sh", "packages.sh", "class-path.sh", "jvm.options")) {
      Path copy = home.resolve("submit-scripts").resolve(script);
      Files.createDirectories(copy.getParent());
      Files.copy(SCRIPTS.resolve(script), copy);
    }
    write(home.resolve("pom.xml"), "");
    write(home.resolve("src/main/java/X.java"), "");
    assertTrue(write(directory.resolve("jdk/bin/java"), java).toFile().setExecutable(true));
  }

  static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Newer than all sources. */
  Path built(String name) throws IOException {
    Path jar = write(home.resolve("target").resolve(name), "");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
    write(home.resolve("target/spark-class-path"), jar + ":none.jar");
    return jar;
  }

  /**
   * @param by the command that starts local.sh, or nothing
   */
  Run run(List<String> by, String... words) throws Exception {
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
    builder.environment().merge("PATH", directory.resolve("bin") + ":", (old, bin) -> bin + old);
    int exit = builder.start().waitFor();
    return new Run(exit, Files.readString(out), Files.readString(err));
  }
}
