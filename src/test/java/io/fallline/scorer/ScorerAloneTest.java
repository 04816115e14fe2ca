package io.fallline.scorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scorer in a Java process that has its jar and jackson-core and nothing else. The jar is the
 * one of {@code -DscorerJar}, which {@code mvn verify} sets to what it has packaged; else it is put
 * together here, as Maven does, of the classes that {@link Scorer} reaches.
 */
class ScorerAloneTest {
  private static final ModelCase MODEL =
      new ModelCase("softmax", "gelu", "STANDARD", "ERROR", true, false, false, "ash elm oak");

  @TempDir private Path directory;

  @Test
  void itNeedsItsOwnClassesAndAParserOnly() {
    Set<String> foreign = new TreeSet<>();
    for (JavaClass reached : reached()) {
      for (Dependency dependency : reached.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getBaseComponentType().getName();
        if (target.contains(".")
            && !target.matches("java[.].*|io[.]fallline[.].*|com[.]fasterxml[.]jackson[.]core[.].*")
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
    String given = System.getProperty("scorerJar");
    Path jar = given == null ? packed() : Path.of(given);
    Path out = directory.resolve("out");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path = String.join(File.pathSeparator, program.toString(), jar.toString(), parser());
    List<String> command =
        new ArrayList<>(List.of(java, "-cp", path, ScoringProgram.class.getName()));
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

  private Path packed() throws IOException {
    Path jar = directory.resolve("fallline-scorer.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      Set<String> names = new TreeSet<>();
      for (JavaClass reached : reached()) {
        names.add(reached.getName());
        names.add(reached.getName() + "$1"); // a switch's, which ArchUnit does not show
      }
      for (String name : names) {
        try (InputStream in = bytes(name)) {
          if (in != null) {
            out.putNextEntry(new JarEntry(entry(name)));
            in.transferTo(out);
          }
        }
      }
    }
    return jar;
  }

  /** All of ours that a class named in the scorer's, or in one of those, and so on. */
  private static Set<JavaClass> reached() {
    var all =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.fallline");
    Deque<JavaClass> left = new ArrayDeque<>(List.of(all.get(Scorer.class)));
    Set<JavaClass> reached = new HashSet<>(left);
    while (!left.isEmpty()) {
      for (Dependency dependency : left.pop().getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getName().startsWith("io.fallline.") && reached.add(target)) {
          left.push(target);
        }
      }
    }
    return reached;
  }

  private static void copy(String type, Path root) throws IOException {
    Path target = root.resolve(entry(type));
    Files.createDirectories(target.getParent());
    try (InputStream in = bytes(type)) {
      Files.copy(in, target);
    }
  }

  private static InputStream bytes(String type) {
    return ScorerAloneTest.class.getClassLoader().getResourceAsStream(entry(type));
  }

  private static String entry(String type) {
    return type.replace('.', '/') + ".class";
  }

  private static String parser() {
    return JsonFactory.class.getProtectionDomain().getCodeSource().getLocation().getPath();
  }
}
