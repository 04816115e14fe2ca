package io.fallline.clusters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.cli.CommandRun;
import io.fallline.testing.TestDistribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a jar of the profile bundled-blas computes with, on machines with a library or without. */
@Tag("bundledBlas")
class OpenBlasInTheJar {
  @TempDir private Path directory;

  @Test
  void driversAndExecutorsComputeWithTheLibraryOfTheJar() throws Exception {
    Path configuration =
        Digits.configuration(
            directory.resolve("digits.conf"), Digits.ROWS.toString(), directory.toString());
    String[] words =
        Digits.train(
            configuration, "--set", "training.kernels=native", "--set", "checkpoint.resume=never");
    JsonNode onExecutors =
        Digits.summary(TestDistribution.build(directory).submit("local-cluster[2,1,1024]", words));
    JsonNode here =
        Digits.summary(
            CommandRun.of(
                Stream.concat(Arrays.stream(words), Stream.of("--master", "local[2]"))
                    .toArray(String[]::new)));
    assertEquals("native", here.path("kernels").asText());
    Digits.assertSame(here, onExecutors);
    String opened = Files.readString(Path.of("/proc/self/maps"));
    assertTrue(opened.contains("fallline-blas"), opened);
    assertFalse(opened.contains("/libblas"), opened);
  }
}
