package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.registry.ModelRegistry;
import io.fallline.registry.RegisteredModel;
import io.fallline.retrain.IrisNights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of a registry in which something is wrong. */
class ModelsCommandTest {
  @TempDir private Path directory;
  private IrisNights nights;

  @BeforeEach
  void twoChampions() {
    nights = new IrisNights(directory);
    nights.write("day-1.csv", 0);
    nights.run("retrain.gate.minGain=-1e9");
    nights.run("retrain.gate.minGain=-1e9");
    assertEquals(2, champion());
  }

  @Test
  void aVersionIsRefusedWhereItWouldNotBeHeeded() {
    for (String action : List.of("rollback", "list", "verify", "release")) {
      String line = models(64, action, "1").err();
      assertTrue(line.contains("models " + action + " takes no VERSION, found 1"), line);
    }
    String line = models(64, "rollback", "1").err();
    assertTrue(line.contains("models promote 1 makes that one the champion"), line);
    assertTrue(models(64, "list", "--set", "a=b").err().contains("models has no settings"));
    assertEquals(2, champion());
  }

  @Test
  void whatIsDamagedOrGoneDoesNotBecomeTheChampion() throws IOException {
    damage(path(1).resolve("model.safetensors"));
    for (String[] words : new String[][] {{"rollback"}, {"promote", "1"}}) {
      String line = models(65, words).err();
      assertTrue(line.contains("model.safetensors"), line);
      assertTrue(line.contains("the champion is as it was"), line);
    }
    FileUtil.fullyDelete(path(1).toFile());
    models(65, "rollback");
    assertEquals(2, champion());
    damage(path(2).resolve("model.safetensors"));
    models(65, "promote", "2");
  }

  @Test
  void whatIsNoRegistryIsNotWhole() throws IOException {
    for (Path other :
        List.of(
            directory.resolve("nowhere"), Files.createDirectories(directory.resolve("empty")))) {
      Ran verified = Ran.command("models", "verify", "--registry", other.toString());
      assertEquals(65, verified.exit());
      assertTrue(verified.err().contains(other + ": there are no models"), verified.err());
    }
    Path file = Files.writeString(directory.resolve("file"), "");
    for (String action : List.of("list", "show", "verify")) {
      Ran ran = Ran.command("models", action, "--registry", file.toString());
      assertEquals(74, ran.exit(), ran.out() + ran.err());
      assertTrue(ran.err().contains(file + ": is a file, expected a directory"), ran.err());
    }
  }

  @Test
  void aDamagedModelDoesNotHideTheOthers() throws IOException {
    Path registry = nights.registry();
    FileUtil.copy(
        registry.resolve("iris").toFile(),
        new org.apache.hadoop.fs.Path(registry.resolve("zebra").toString()).getFileSystem(hadoop()),
        new org.apache.hadoop.fs.Path(registry.resolve("zebra").toString()),
        false,
        hadoop());
    damage(registry.resolve("iris/log/000000000004.json"));
    Ran listed = models(65, "list");
    assertTrue(listed.out().contains("zebra\n       1  "), listed.out());
    assertTrue(listed.err().contains("000000000004.json"), listed.err());
    JsonNode json = json(models(65, "list", "--json"));
    assertTrue(json.at("/models/0/problem").asText().contains("000000000004.json"));
    assertEquals(2, json.at("/models/1/champion").asInt());
    JsonNode verified = json(models(65, "verify", "--json"));
    assertEquals(2, verified.path("versions").asInt(), "those of the other model");
    assertEquals(8, verified.path("entries").asInt());
    assertEquals(1, verified.path("problems").size());
    assertTrue(models(65, "show", "--model", "zbra").err().contains("expected one of iris, zebra"));
  }

  @Test
  void whatIsWholeIsShownBesideWhatIsNot() throws IOException {
    damage(nights.registry().resolve("iris/log/000000000002.json"));
    damage(path(2).resolve("manifest.json"));
    Ran shown = models(65, "show");
    assertTrue(shown.out().startsWith("version 2 of iris, the champion\n"), shown.out());
    assertTrue(shown.out().contains("     4  "), shown.out());
    assertTrue(shown.err().endsWith(" (and 1 more)\n"), shown.err());
    JsonNode json = json(models(65, "show", "--json"));
    assertEquals("leased", json.at("/log/0/event").asText());
    assertTrue(json.at("/log/1/problem").asText().contains("000000000002.json"));
    assertTrue(json.path("manifest").isMissingNode());
  }

  @Test
  void anEntryUnderAnotherNumberIsNone() throws IOException {
    Path log = nights.registry().resolve("iris/log");
    Files.copy(log.resolve("000000000002.json"), log.resolve("000000000005.json"));
    assertTrue(models(65, "list").err().contains("it is a copy of entry 2"));
  }

  @Test
  void whatIsWrongAboutAVersionIsToldWithItsPlace() {
    String line = models(65, "show", "9").err();
    assertTrue(line.contains("registry/iris: there is no version 9, expected one of [1, 2]"), line);
    for (String version : List.of("", "0", "abc", "-1", "05", "9999999999")) {
      Ran ran =
          Ran.command(
              "export",
              "--model",
              "registry:iris@" + version,
              "--registry",
              nights.registry().toString(),
              "--format",
              "onnx",
              "--output",
              directory.resolve("model.onnx").toString());
      assertEquals(64, ran.exit(), ran.err());
      assertTrue(ran.err().contains("the version is \"" + version + "\""), ran.err());
    }
  }

  @Test
  void checkReadsTheChampion() throws IOException {
    String configuration = nights.configuration().toString();
    CommandRun checked = CommandRun.of("check", "--config", configuration, "--master", "local[2]");
    assertEquals(0, checked.exit(), checked.err());
    assertTrue(checked.out().contains("champion: version 2 can be read\n"), checked.out());
    damage(path(2).resolve("model.safetensors"));
    CommandRun refused = CommandRun.of("check", "--config", configuration, "--master", "local[2]");
    assertEquals(65, refused.exit(), refused.err());
    assertTrue(refused.err().contains("model.safetensors"), refused.err());
  }

  private int champion() {
    return model().state().champion().orElseThrow().number();
  }

  private Path path(int version) {
    return Path.of(model().path(model().state().require(version)).toUri().getPath());
  }

  private RegisteredModel model() {
    return new ModelRegistry(new org.apache.hadoop.fs.Path(nights.registry().toString()), hadoop())
        .model("iris");
  }

  private static Configuration hadoop() {
    return new Configuration();
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private static JsonNode json(Ran ran) throws IOException {
    return new ObjectMapper().readTree(ran.out());
  }

  private Ran models(int exit, String... arguments) {
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--registry", nights.registry().toString()));
    Ran ran = Ran.command(all.toArray(String[]::new));
    assertEquals(exit, ran.exit(), ran.out() + ran.err());
    assertEquals(exit == 0 ? 0 : 1, ran.err().lines().count(), ran.err());
    return ran;
  }
}
