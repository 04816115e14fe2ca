package io.fallline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fallline.testing.ForkedJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kernels {@code portable} and {@code vector} give the same bits on every processor and Java, with
 * or without the module of the vector instructions: the {@link FixedTrainings} come to the digests
 * of a file, in a Java that interprets, compiles one way or another, lacks instructions that older
 * processors lack, collects garbage otherwise, or is newer.
 *
 * <p>Where results are meant to change, take over {@code target/fixed-trainings.txt}, which {@link
 * #everyTrainingComesToTheDigestsOfTheFile} writes.
 */
class EverywhereTest {
  private static final Path PROJECT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path GOLDEN =
      PROJECT.resolve("src/test/resources/golden/fixed-trainings.txt");
  private static final String ALL = "1";
  private static final String SOME = "11";

  @Test
  void everyTrainingComesToTheDigestsOfTheFile() throws Exception {
    List<String> found =
        ForkedJava.lines(
            ForkedJava.home(),
            List.of(ForkedJava.VECTOR_MODULE),
            FixedTrainings.class,
            ALL,
            "portable",
            "vector");
    Files.write(PROJECT.resolve("target/fixed-trainings.txt"), found);
    assertEquals(String.join("\n", golden()), String.join("\n", found));
  }

  @Test
  void portableKernelsHaveTheBitsOfVectorOnes() throws IOException {
    assertEquals(goldenOf("vector: "), goldenOf("portable: "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:TieredStopAtLevel=1 -XX:+UseParallelGC",
        "-XX:-TieredCompilation -XX:+UseZGC",
        "-XX:-UseSuperWord -XX:+UseSerialGC"
      })
  void compilersAndCollectorsDoNotMatter(String options) throws Exception {
    assertSame(ForkedJava.home(), options, ALL, "portable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xint",
        "-XX:UseAVX=0 -XX:UseSSE=2",
        "-XX:-UseFMA",
        "-XX:-UseFMA --add-modules=jdk.incubator.vector"
      })
  void slowProcessorsDoNotMatter(String options) throws Exception {
    assertSame(ForkedJava.home(), options, SOME, "portable");
  }

  @ParameterizedTest
  @CsvSource({"-XX:UseAVX=2, vector", "-XX:MaxVectorSize=8, portable"})
  void theWidthOfVectorsDoesNotMatter(String options, String kernels) throws Exception {
    assertSame(ForkedJava.home(), options + " " + ForkedJava.VECTOR_MODULE, ALL, kernels);
  }

  @Test
  void aNewerJavaDoesNotMatter() throws Exception {
    assertSame(newer(), "-XX:+UseG1GC", ALL, "portable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xint", "-XX:-UseFMA"})
  void aNewerJavaOnASlowProcessorDoesNotMatter(String options) throws Exception {
    assertSame(newer(), options, SOME, "portable");
  }

  @ParameterizedTest
  @CsvSource({"-XX:UseAVX=2, portable", "-XX:MaxVectorSize=8, vector"})
  void vectorsOfANewerJavaDoNotMatter(String options, String kernels) throws Exception {
    assertSame(newer(), options + " " + ForkedJava.VECTOR_MODULE, ALL, kernels);
  }

  private static Path newer() throws IOException {
    Optional<Path> newer = ForkedJava.newerHome();
    assumeTrue(newer.isPresent(), "no Java newer than this one; name its home by -DnewerJava");
    return newer.get();
  }

  private static void assertSame(Path java, String options, String every, String kernels)
      throws Exception {
    List<String> all = new ArrayList<>(List.of("-XX:+IgnoreUnrecognizedVMOptions"));
    all.addAll(List.of(options.split(" ")));
    List<String> found = ForkedJava.lines(java, all, FixedTrainings.class, every, kernels);
    List<String> others = new ArrayList<>(found);
    others.removeAll(golden());
    assertEquals(List.of(), others, () -> "other bits in " + java + " " + options);
    long least = every.equals(ALL) ? 50 : 10;
    assertTrue(found.size() > least, () -> "only " + found);
  }

  private static List<String> goldenOf(String kernels) throws IOException {
    return golden().stream()
        .filter(line -> line.startsWith(kernels))
        .map(line -> line.substring(kernels.length()))
        .toList();
  }

  private static List<String> golden() throws IOException {
    return Files.readAllLines(GOLDEN);
  }
}
