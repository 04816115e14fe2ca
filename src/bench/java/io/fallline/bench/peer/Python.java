package io.fallline.bench.peer;

import io.fallline.bench.Skipped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Programs in Python, each a process that has two threads for itself. */
public final class Python {
  /** For a process whose native products are to have both cores; this JVM keeps them on one. */
  public static final Map<String, String> TWO_THREADS =
      Map.of("OMP_NUM_THREADS", "2", "OPENBLAS_NUM_THREADS", "2", "MKL_NUM_THREADS", "2");

  private Python() {}

  /**
   * Standard output of a program that ended well.
   *
   * @throws Skipped if it did not, as an import of what is not there does not
   */
  public static String run(String python, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(python));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(TWO_THREADS);
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new Skipped(python + " failed: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + python, e);
    }
    return said;
  }
}
