package io.fallline.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The tests' class path, taken apart into Spark's jars and the one of ours. */
final class TestJars {
  private static final List<Path> OURS =
      List.of(origin(picocli.CommandLine.class), origin(com.typesafe.config.Config.class));

  private TestJars() {}

  /** Links whatever a Spark brings into a directory. */
  static void link(Path jars) throws IOException {
    Files.createDirectories(jars);
    try (Stream<Path> old = Files.list(jars)) {
      for (Path link : old.toList()) {
        Files.delete(link);
      }
    }
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry).toAbsolutePath();
      if (entry.endsWith(".jar") && !OURS.contains(path) && !isForTestsOnly(path)) {
        Files.createSymbolicLink(jars.resolve(path.getFileName()), path);
      }
    }
  }

  /** A Hadoop cluster in one jar, whose classes a Spark has from elsewhere. */
  private static boolean isForTestsOnly(Path jar) {
    return jar.getFileName().toString().startsWith("hadoop-client-minicluster");
  }

  /** Writes our classes, and those of what Spark does not bring. */
  static void pack(Path jar) throws IOException {
    Files.createDirectories(jar.getParent());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      Path classes = origin(LocalSpark.class).resolveSibling("classes");
      try (Stream<Path> files = Files.walk(classes)) {
        for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
          out.putNextEntry(
              new JarEntry(classes.relativize(path).toString().replace(File.separatorChar, '/')));
          Files.copy(path, out);
        }
      }
      for (Path library : OURS) {
        copyClasses(library, out);
      }
    }
  }

  private static void copyClasses(Path library, JarOutputStream out) throws IOException {
    try (JarFile from = new JarFile(library.toFile())) {
      for (JarEntry entry :
          from.stream()
              .filter(e -> !e.isDirectory() && !e.getName().startsWith("META-INF"))
              .toList()) {
        out.putNextEntry(new JarEntry(entry.getName()));
        try (InputStream in = from.getInputStream(entry)) {
          in.transferTo(out);
        }
      }
    }
  }

  private static Path origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
