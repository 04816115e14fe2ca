package io.fallline.core.math;

import dev.ludovic.netlib.blas.NativeBLAS;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The BLAS library that a jar built with {@code -Pbundled-blas} carries. Every process that
 * computes unpacks it and has netlib open it in place of the machine's, so that all of a cluster
 * have one library, and with it one sum.
 */
final class BundledBlas {
  private static final String PLACE = "/org/bytedeco/openblas/linux-x86_64/";
  private static final String LIBRARY = "libopenblas.so.0";

  /** The library, and those that it looks for beside itself. */
  private static final List<String> FILES =
      List.of(LIBRARY, "libgfortran.so.5", "libquadmath.so.0", "libgcc_s.so.1");

  /** Where netlib looks for what it opens, once a process. */
  private static final String PATH_KEY = "dev.ludovic.netlib.blas.nativeLibPath";

  private static final String DIRECTORY = "fallline-blas";

  private BundledBlas() {}

  /**
   * Why netlib does not have it, though the jar carries it; empty if there is none in the jar, none
   * for this machine, or one that the user prefers.
   */
  static Optional<String> whyNotLoaded() {
    return Once.WHY_NOT_LOADED;
  }

  private static final class Once {
    private static final Optional<String> WHY_NOT_LOADED = load();
  }

  private static Optional<String> load() {
    if (BundledBlas.class.getResource(PLACE + LIBRARY) == null
        || !System.getProperty("os.name").equals("Linux")
        || !System.getProperty("os.arch").equals("amd64")
        || System.getProperty(PATH_KEY) != null) {
      return Optional.empty();
    }
    try {
      Path directory = Files.createTempDirectory(DIRECTORY);
      try {
        for (String name : FILES) {
          try (InputStream in = BundledBlas.class.getResourceAsStream(PLACE + name)) {
            Files.copy(in, directory.resolve(name));
          }
        }
        System.setProperty(PATH_KEY, directory.resolve(LIBRARY).toString());
        NativeBLAS.getInstance();
        return isOpen(directory)
            ? Optional.empty()
            : Optional.of("this Java process had opened another BLAS library before the jar's own");
      } finally {
        delete(directory); // what is open stays so
      }
    } catch (IOException e) {
      return Optional.of("the BLAS library of the jar could not be unpacked: " + e);
    } catch (RuntimeException | LinkageError e) { // netlib's own, where it cannot be opened
      return Optional.of(
          "the BLAS library of the jar could not be opened in "
              + System.getProperty("java.io.tmpdir")
              + ": "
              + e.getMessage());
    }
  }

  private static boolean isOpen(Path directory) throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines.anyMatch(line -> line.contains(directory.resolve(LIBRARY).toString()));
    }
  }

  private static void delete(Path directory) {
    try {
      for (String name : FILES) {
        Files.deleteIfExists(directory.resolve(name));
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
