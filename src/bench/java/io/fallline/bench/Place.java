package io.fallline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Where a benchmark finds and leaves things.
 *
 * @param home of Fallline
 * @param rows in place of a workload's own number of rows; 0 for its own
 * @param settings {@code KEY=VALUE} for every training
 */
public record Place(Path home, long rows, List<String> settings) {
  public static Place of(Options options) {
    String home = System.getenv("FALLLINE_HOME");
    if (home == null) {
      throw new IllegalArgumentException("FALLLINE_HOME is not set; start submit-scripts/bench.sh");
    }
    return new Place(Path.of(home), options.rows(), options.settings());
  }

  public long rows(long own) {
    return rows > 0 ? Math.min(rows, own) : own;
  }

  /** Whether it is only to be seen that all runs. */
  public boolean shortened() {
    return rows > 0;
  }

  /** What data sets are written to; they stay, as making them takes its time. */
  public Path data(String name) {
    return created("data").resolve(name);
  }

  public Path runs() {
    return created("runs");
  }

  public Path python(String script) {
    return home.resolve("src/bench/python").resolve(script);
  }

  public Path target() {
    return home.resolve("target");
  }

  /** {@code python3}, then those of FALLLINE_BENCH_PYTHON. */
  public static List<String> pythons() {
    String others = System.getenv().getOrDefault("FALLLINE_BENCH_PYTHON", "");
    return Arrays.stream(("python3:" + others).split(":"))
        .filter(python -> !python.isBlank())
        .distinct()
        .toList();
  }

  private Path created(String name) {
    try {
      return Files.createDirectories(target().resolve("bench").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
