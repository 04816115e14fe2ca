package io.fallline.faults;

import io.fallline.testing.TestDistribution;
import java.io.BufferedReader;
import java.util.function.Consumer;

/**
 * A Spark driver in a process of its own, with the tests' class path; its executors have the jar
 * alone. Standard output: what begins with {@code figure} is kept, all else is for the log.
 */
final class ForkedDriver {
  private static final String FIGURE = "figure ";

  private ForkedDriver() {}

  /**
   * @return its exit code
   */
  static int run(
      TestDistribution distribution, Class<?> main, Consumer<String> figures, String... arguments)
      throws Exception {
    Process process = distribution.startDriver(main.getName(), arguments);
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(FIGURE)) {
          figures.accept(line.substring(FIGURE.length()));
        } else {
          System.out.println(line);
        }
      }
      return process.waitFor();
    } finally {
      TestDistribution.end(process);
    }
  }
}
