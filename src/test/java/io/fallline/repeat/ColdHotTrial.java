package io.fallline.repeat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.testing.ForkedJava;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Kernels that were interpreted once against the same kernels in other processes, call after call.
 *
 * @param kernels by name
 * @param length short, brief or full: see {@link ColdHot}
 * @param interpreted the digests
 */
record ColdHotTrial(String kernels, String length, Path interpreted) {
  /** Vector kernels are held against the plain loops of portable: interpreted, those are quick. */
  static ColdHotTrial interpreted(String kernels, String length, Path directory) throws Exception {
    String plain = kernels.equals("vector") ? "portable" : kernels;
    List<String> digests =
        ForkedJava.lines(ForkedJava.home(), options(plain, "-Xint"), ColdHot.class, plain, length);
    Path file = directory.resolve(kernels + ".digests");
    return new ColdHotTrial(kernels, length, Files.write(file, digests));
  }

  /** Calls in a process of this Java with these options; what was done, in a line. */
  String run(Path java, String options) throws Exception {
    List<String> lines =
        ForkedJava.lines(
            java,
            options(kernels, options),
            ColdHot.class,
            kernels,
            length,
            interpreted.toString());
    String[] counts = lines.get(0).split(" ");
    assertEquals("0", counts[3], () -> kernels + ", " + java + " " + options + ": " + lines);
    return "%s, %s %s: %s kinds of calls, %s calls, %s places, %s differ"
        .formatted(
            kernels, java.getFileName(), options, counts[0], counts[1], counts[2], counts[3]);
  }

  /**
   * Portable kernels without the module, where plain loops compute them: with it they are vector.
   */
  private static List<String> options(String kernels, String options) {
    List<String> all = new ArrayList<>(List.of("-XX:+IgnoreUnrecognizedVMOptions"));
    if (!kernels.equals("portable")) {
      all.add(ForkedJava.VECTOR_MODULE);
    }
    all.addAll(List.of(options.split(" ")));
    return all;
  }
}
