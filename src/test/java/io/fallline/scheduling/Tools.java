package io.fallline.scheduling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The schedulers' own tools, installed by the project's script. */
final class Tools {
  static final Path INSTALLED = Schedule.inProject("target/scheduling");

  private Tools() {}

  static void install() throws IOException, InterruptedException {
    Ran install = Ran.of(List.of(Schedule.inProject("src/test/scheduling/install.sh").toString()));
    assertEquals(0, install.exit(), install.output());
  }

  /** Of the virtual environment. */
  static String python(String program) {
    return INSTALLED.resolve("python/bin").resolve(program).toString();
  }

  static String script(String name) {
    return Schedule.inProject("src/test/scheduling").resolve(name).toString();
  }
}
