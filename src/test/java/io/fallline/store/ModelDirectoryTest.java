package io.fallline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.model.DirectoryManifest;
import io.fallline.model.Fingerprint;
import io.fallline.model.ModelContent;
import io.fallline.model.NamedTensor;
import io.fallline.model.Safetensors;
import io.fallline.model.SafetensorsTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDirectoryTest {
  static final List<NamedTensor> PARAMETERS =
      List.of(
          NamedTensor.matrix("layers.0.weight", 1, 3, new double[] {0.5, -1.25, 3}),
          NamedTensor.vector("layers.0.bias", new double[] {0.125}));
  static final List<NamedTensor> SCALING =
      List.of(
          NamedTensor.vector("scaling.center", new double[] {1, 2, 3}),
          NamedTensor.vector("scaling.scale", new double[] {4, 5, 6}));

  @TempDir Path directory;
  private final Configuration configuration = new Configuration();
  private Path model;

  @BeforeEach
  void nameTheModel() {
    model = directory.resolve("model");
  }

  @Test
  void whatIsWrittenIsRead() {
    write();
    ModelContent read = read();
    SafetensorsTest.assertSame(PARAMETERS, read.parameters());
    SafetensorsTest.assertSame(SCALING, read.scaling());
    assertEquals(1, read.manifest().path("formatVersion").intValue());
    assertEquals("mse", read.manifest().path("network").path("loss").textValue());
  }

  @Test
  void aModelWithoutScalingHasNoFileOfIt() throws IOException {
    ModelDirectory.write(
        path(model), configuration, PARAMETERS, List.of(), Map.of(), Map.of(), sections());
    assertEquals(Set.of("manifest.json", "model.safetensors"), names(model));
    assertEquals(List.of(), read().scaling());
  }

  @Test
  void nothingButTheModelIsLeftBehind() throws IOException {
    write();
    assertEquals(Set.of("model"), names(directory));
    assertEquals(Set.of("manifest.json", "model.safetensors", "scaling.safetensors"), names(model));
  }

  @Test
  void theManifestListsEveryFileWithLengthAndDigest() throws IOException {
    write();
    byte[] file = Files.readAllBytes(model.resolve("model.safetensors"));
    ObjectNode manifest =
        (ObjectNode) new JsonMapper().readTree(Files.readAllBytes(model.resolve("manifest.json")));
    assertEquals(
        List.of("formatVersion", "network", "metrics", "files", "sha256"),
        manifest.properties().stream().map(java.util.Map.Entry::getKey).toList());
    assertEquals(file.length, manifest.at("/files/model.safetensors/bytes").longValue());
    assertEquals(sha256(file), manifest.at("/files/model.safetensors/sha256").textValue());
  }

  @Test
  void theManifestsLastLineIsTheDigestOfTheLinesBefore() throws IOException {
    write();
    List<String> lines = Files.readAllLines(model.resolve("manifest.json"));
    String before =
        lines.subList(0, lines.size() - 2).stream()
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    assertEquals(
        "  \"sha256\" : \"" + sha256(before.getBytes(StandardCharsets.UTF_8)) + "\"",
        lines.get(lines.size() - 2));
    assertEquals("}", lines.get(lines.size() - 1));
  }

  @Test
  void metricsThatAreNotDefinedStandAsNull() {
    write();
    assertTrue(read().manifest().at("/metrics/auc").isNull());
    assertTrue(read().manifest().at("/metrics/perClass/0").isNull());
  }

  @Test
  void sectionsCannotTakeTheManifestsOwnNames() {
    for (String name : List.of("formatVersion", "files", "sha256")) {
      ObjectNode sections = new JsonMapper().createObjectNode().put(name, 1);
      assertThrows(
          IllegalArgumentException.class,
          () ->
              ModelDirectory.write(
                  path(model), configuration, PARAMETERS, SCALING, Map.of(), Map.of(), sections));
    }
    assertEquals(Set.of(), names(directory));
  }

  @Test
  void aModelThatDivergedLeavesNothing() {
    List<NamedTensor> diverged = List.of(NamedTensor.vector("w", new double[] {Double.NaN}));
    Failure failure =
        assertThrows(
            Failure.class,
            () ->
                ModelDirectory.write(
                    path(model), configuration, diverged, SCALING, Map.of(), Map.of(), sections()));
    assertEquals(Failure.Kind.TRAINING, failure.kind());
    assertEquals(Set.of(), names(directory));
  }

  @Test
  void anyFlippedBitInAnyFileIsRefused() throws IOException {
    write();
    for (String name : names(model)) {
      byte[] whole = Files.readAllBytes(model.resolve(name));
      for (int i = 0; i < whole.length; i++) {
        byte[] flipped = whole.clone();
        flipped[i] ^= (byte) (1 << i % 8);
        Files.write(model.resolve(name), flipped);
        assertRefused(name);
      }
      Files.write(model.resolve(name), whole);
    }
    assertEquals(PARAMETERS.size(), read().parameters().size());
  }

  @Test
  void anyFileCutOrLengthenedIsRefused() throws IOException {
    write();
    for (String name : names(model)) {
      byte[] whole = Files.readAllBytes(model.resolve(name));
      for (int length = 0; length <= whole.length + 1; length++) {
        if (length != whole.length) {
          Files.write(model.resolve(name), Arrays.copyOf(whole, length));
          assertRefused(name);
        }
      }
      Files.write(model.resolve(name), whole);
    }
  }

  @Test
  void messagesSayWhatWasFoundAndWhatWasExpected() throws IOException {
    write();
    Path file = model.resolve("model.safetensors");
    byte[] whole = Files.readAllBytes(file);
    byte[] flipped = whole.clone();
    flipped[whole.length - 1] ^= 1;

    Files.write(file, flipped);
    assertMessage(
        "model.safetensors has SHA-256 "
            + sha256(flipped).substring(0, 8)
            + "…, its manifest says "
            + sha256(whole).substring(0, 8)
            + "…");
    Files.write(file, Arrays.copyOf(whole, 10));
    assertMessage("model.safetensors has 10 bytes, its manifest says " + whole.length);
    Files.delete(file);
    assertMessage("model.safetensors is missing: its manifest says " + whole.length + " bytes");
    Files.write(model.resolve("manifest.json"), new byte[0]);
    assertMessage("manifest.json cannot be used: it is empty");
    Files.delete(model.resolve("manifest.json"));
    assertMessage(
        "has no manifest.json, expected a model directory (model.safetensors, manifest.json)");
    Files.delete(model.resolve("scaling.safetensors"));
    Files.delete(model);
    assertMessage("does not exist, expected a model directory (model.safetensors, manifest.json)");
  }

  @Test
  void aManifestOfAnotherFormatVersionIsRefused() throws IOException {
    write();
    Path manifest = model.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest).replace("\"formatVersion\" : 1", "\"formatVersion\" : 2"));
    assertMessage(
        "manifest.json cannot be used: its formatVersion is 2, this version of Fallline reads 1");
  }

  @Test
  void aManifestWithOneKeyTwiceIsRefused() throws IOException {
    write();
    Path manifest = model.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest).replace("\"network\"", "\"formatVersion\" : 1, \"network\""));
    assertMessage(
        "manifest.json cannot be used: it is no JSON: Duplicate field 'formatVersion' (line 3)");
  }

  @Test
  void aManifestEditedByHandIsRefused() throws IOException {
    write();
    Path manifest = model.resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("mse", "mae"));
    Failure failure = assertThrows(Failure.class, this::read);
    assertTrue(
        failure.getMessage().contains("manifest.json cannot be used: its lines have SHA-256 "),
        failure.getMessage());
  }

  @Test
  void aManifestThatNamesFilesElsewhereIsRefused() throws IOException {
    Files.createDirectory(model);
    for (String name :
        List.of(
            "../secret",
            "/etc/passwd",
            "a/b",
            "..",
            ".",
            "",
            ".hidden",
            "manifest.json",
            "a\\b",
            "a:b")) {
      var files = java.util.Map.of(name, new DirectoryManifest.FileDigest(1, "0".repeat(64), name));
      Files.write(model.resolve("manifest.json"), DirectoryManifest.write(sections(), files));
      assertMessage(
          "manifest.json cannot be used: it lists the file \""
              + name
              + "\", which is no name of a file in its directory");
    }
  }

  @Test
  void namesThatLeaveTheDirectoryAreNotWritten() {
    for (String name : List.of("../a", "a/b", "..", "", ".a", "manifest.json")) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              Publication.publish(
                  path(model), configuration, java.util.Map.of(name, out -> {}), sections()));
    }
    assertEquals(Set.of(), names(directory));
  }

  @Test
  void whatElseLiesInTheDirectoryIsLeftAlone() throws IOException {
    write();
    Files.writeString(model.resolve("README"), "mine");
    assertEquals(PARAMETERS.size(), read().parameters().size());
  }

  @Test
  void aFileThatTheManifestListsIsVerifiedEvenIfNobodyKnowsIt() throws IOException {
    java.util.Map<String, WholeFile.Content> files = new java.util.LinkedHashMap<>();
    files.put("model.safetensors", out -> Safetensors.write(out, PARAMETERS));
    files.put("later.bin", out -> out.write(new byte[] {1, 2, 3}));
    Publication.publish(path(model), configuration, files, sections());
    assertEquals(PARAMETERS.size(), read().parameters().size());
    Files.write(model.resolve("later.bin"), new byte[] {1, 2, 4});
    assertRefused("later.bin");
  }

  private void write() {
    ModelDirectory.write(
        path(model), configuration, PARAMETERS, SCALING, Map.of(), Map.of(), sections());
  }

  private ModelContent read() {
    return ModelDirectory.read(path(model), configuration);
  }

  private void assertRefused(String file) {
    Failure failure = assertThrows(Failure.class, this::read);
    assertEquals(Failure.Kind.DATA, failure.kind());
    assertTrue(failure.getMessage().startsWith(model + ": " + file + " "), failure.getMessage());
    assertEquals(1, failure.getMessage().lines().count());
  }

  private void assertMessage(String expected) {
    Failure failure = assertThrows(Failure.class, this::read);
    assertEquals(Failure.Kind.DATA, failure.kind());
    assertEquals(model + ": " + expected, failure.getMessage());
  }

  static ObjectNode sections() {
    ObjectNode sections = new JsonMapper().createObjectNode();
    sections.putObject("network").put("loss", "mse");
    sections
        .putObject("metrics")
        .put("auc", Double.NaN)
        .putArray("perClass")
        .add(Double.POSITIVE_INFINITY);
    return sections;
  }

  static org.apache.hadoop.fs.Path path(Path path) {
    return new org.apache.hadoop.fs.Path(path.toString());
  }

  static Set<String> names(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    var digest = Fingerprint.sha256();
    digest.update(bytes);
    return Fingerprint.hex(digest);
  }
}
