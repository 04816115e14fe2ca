package io.fallline.scorer;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The scorer's jar: the one of {@code -DscorerJar}, which {@code mvn verify} sets to what it has
 * packaged; else it is put together here, as Maven does, of the classes that {@link Scorer}
 * reaches.
 */
public final class ScorerJar {
  private ScorerJar() {}

  /**
   * @param directory where it is put together
   */
  public static Path in(Path directory) throws IOException {
    String given = System.getProperty("scorerJar");
    return given == null ? packed(directory) : Path.of(given);
  }

  /** The three jars of Jackson's databind. */
  public static List<Path> jackson() {
    return Stream.of(JsonFactory.class, JsonSetter.class, JsonMapper.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .map(Path::of)
        .toList();
  }

  private static Path packed(Path directory) throws IOException {
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
  static Set<JavaClass> reached() {
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

  static InputStream bytes(String type) {
    return ScorerJar.class.getClassLoader().getResourceAsStream(entry(type));
  }

  static String entry(String type) {
    return type.replace('.', '/') + ".class";
  }
}
