package io.fallline.scorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scorer in a Java process that has its jar and Jackson's databind and nothing else. See {@link
 * ScorerJar}.
 */
class ScorerAloneTest {
  private static final ModelCase MODEL =
      new ModelCase("softmax", "gelu", "STANDARD", "ERROR", true, false, false, "ash elm oak");

  @TempDir private Path directory;

  @Test
  void itNeedsItsOwnClassesAndJacksonOnly() {
    Set<String> foreign = new TreeSet<>();
    for (JavaClass reached : ScorerJar.reached()) {
      for (Dependency dependency : reached.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getBaseComponentType().getName();
        if (target.contains(".")
            && !target.matches("java[.].*|io[.]fallline[.].*|com[.]fasterxml[.]jackson[.].*")
            // kernels that are offered where these are there
            && !target.matches("dev[.]ludovic[.]netlib[.].*|jdk[.]incubator[.]vector[.].*")) {
          foreign.add(reached.getName() + " → " + target);
        }
      }
    }
    assertEquals(Set.of(), foreign);
  }

  @Test
  void aProcessWithoutSparkPredictsTheSame() throws Exception {
    Path model = MODEL.write(directory.resolve("model"), "portable");
    Map<String, Object> row = Map.of("size", "1.5", "v", new double[] {1, 0, 2}, "score", "red");
    Prediction here = Scorer.load(model).score(row);
    assertEquals(
        here.value() + " " + Arrays.toString(here.scores()), said(model.toString(), "1.5").strip());
  }

  @Test
  void aProcessWithoutSparkAndHadoopReadsTheChampionOfARegistry() throws Exception {
    Path registry = directory.resolve("registry");
    Path model = PublishedModel.champion(registry, "trees", MODEL);
    Map<String, Object> row = Map.of("size", "1.5", "v", new double[] {1, 0, 2}, "score", "red");
    Prediction here = Scorer.load(model).score(row);
    assertEquals(
        here.value() + " " + Arrays.toString(here.scores()),
        said(registry.toString(), "1.5", "trees").strip());
  }

  private String said(String... arguments) throws IOException, InterruptedException {
    Path program = directory.resolve("program");
    copy(ScoringProgram.class.getName(), program);
    Path jar = ScorerJar.in(directory);
    Path out = directory.resolve("out");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> path = new ArrayList<>(List.of(program.toString(), jar.toString()));
    ScorerJar.jackson().forEach(each -> path.add(each.toString()));
    List<String> command =
        new ArrayList<>(
            List.of(
                java,
                "-cp",
                String.join(File.pathSeparator, path),
                ScoringProgram.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), "still running");
    } finally {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), Files.readString(out));
    return Files.readString(out);
  }

  private static void copy(String type, Path root) throws IOException {
    Path target = root.resolve(ScorerJar.entry(type));
    Files.createDirectories(target.getParent());
    try (InputStream in = ScorerJar.bytes(type)) {
      Files.copy(in, target);
    }
  }
}
