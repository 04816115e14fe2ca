package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.registry.Lease;
import io.fallline.registry.ModelRegistry;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.RegisteredModel.StateChange;
import io.fallline.retrain.IrisNights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scheduler and a person at a shell see of a registry. */
class RetrainCommandTest {
  @TempDir private Path directory;
  private IrisNights nights;

  @BeforeEach
  void prepare() {
    nights = new IrisNights(directory);
    nights.write("day-1.csv", 0);
  }

  @Test
  void twoNightsAndWhatAPersonMakesOfThem() throws IOException {
    CommandRun first = retrain("retrain.runKey=monday", "--json");
    assertEquals(0, first.exit(), first.err());
    assertEquals("promoted", json(first.out()).path("outcome").asText());
    CommandRun second = retrain("retrain.gate.minGain=1e9");
    assertEquals(20, second.exit(), second.err());
    assertTrue(
        second.out().startsWith("version 2 of iris was published, but not promoted: loss "),
        second.out());
    CommandRun again = retrain("retrain.runKey=monday");
    assertEquals(0, again.exit(), again.err());
    assertTrue(again.out().contains("already done for the key monday"), again.out());

    assertListed();
    assertShown();
    assertPredicts();
    assertPromotedAndRolledBack();
    assertEquals(75, whileAnotherHoldsTheLease());
    assertReleased();
    assertVerified();
  }

  private void assertListed() throws IOException {
    List<String> lines = models(0, "list").lines().toList();
    assertEquals("iris", lines.get(0));
    assertTrue(lines.get(1).startsWith("*      1  "), lines.get(1));
    assertTrue(lines.get(2).startsWith("       2  "), lines.get(2));
    assertEquals(3, lines.size());
    JsonNode json = json(models(0, "list", "--json")).at("/models/0");
    assertEquals("iris", json.path("model").asText());
    assertEquals(1, json.path("champion").asInt());
    assertTrue(json.at("/versions/0/champion").asBoolean());
    assertEquals(1, json.at("/versions/1/against").asInt());
    assertTrue(json.path("lease").isNull());
    assertTrue(
        Files.isDirectory(Path.of(json.at("/versions/1/path").asText().replace("file:", ""))));
  }

  private void assertShown() throws IOException {
    String champion = models(0, "show");
    assertTrue(champion.startsWith("version 1 of iris, the champion\n"), champion);
    String second = models(0, "show", "2");
    assertTrue(second.startsWith("version 2 of iris\n"), second);
    assertTrue(second.contains("  published  "), second);
    JsonNode json = json(models(0, "show", "2", "--json"));
    assertEquals(2, json.at("/manifest/retraining/version").asInt());
    assertEquals(4, json.path("log").size());
    assertEquals("leased", json.at("/log/0/event").asText());
    models(65, "show", "7");
  }

  private void assertPredicts() throws IOException {
    Path output = directory.resolve("predictions");
    CommandRun predicted =
        CommandRun.of(
            "predict",
            "--model",
            "registry:iris@2",
            "--registry",
            nights.registry().toString(),
            "--data",
            nights.write("other.csv", 1).toString(),
            "--output",
            output.toString());
    assertEquals(0, predicted.exit(), predicted.err());
    assertTrue(Files.exists(output));
    Files.delete(directory.resolve("data/other.csv"));
    Ran unnamed =
        Ran.command("evaluate", "--model", "registry:iris", "--data", directory.toString());
    assertEquals(64, unnamed.exit(), unnamed.err());
    assertTrue(unnamed.err().contains("needs --registry DIR"), unnamed.err());
  }

  private void assertPromotedAndRolledBack() {
    assertTrue(models(0, "promote", "2").contains("promoted: version 2: by hand"));
    assertTrue(models(0, "promote", "2").contains("version 2 is the champion already"));
    assertTrue(models(0, "rollback").contains("from version 2 to version 1"));
    assertTrue(models(65, "rollback").contains("there is no champion before version 1"));
    assertTrue(models(65, "promote", "9").contains("there is no version 9"));
    assertTrue(models(64, "promote").contains("needs the number of the version"));
  }

  private int whileAnotherHoldsTheLease() {
    RegisteredModel model = model();
    model.change(
        "other@there",
        head ->
            new StateChange(
                "leased",
                "",
                head.state()
                    .with(
                        Optional.of(
                            new Lease(
                                head.number() + 1,
                                "other@there",
                                Instant.now().plusSeconds(3600))))));
    assertTrue(models(0, "list").contains("  lease: other@there, until "));
    CommandRun refused = retrain("retrain.runKey=tuesday");
    assertTrue(refused.err().contains("(other@there)"), refused.err());
    return refused.exit();
  }

  private void assertReleased() {
    assertTrue(models(0, "release").contains("released: by hand; it was held by other@there"));
    assertTrue(models(0, "release").contains("nobody holds the lease"));
  }

  private void assertVerified() throws IOException {
    assertTrue(models(0, "verify").endsWith(": all as they were written\n"));
    Path version =
        Path.of(model().path(model().state().require(2)).toUri().getPath())
            .resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(version);
    bytes[bytes.length - 1] ^= 1;
    Files.write(version, bytes);
    String found = models(65, "verify");
    assertTrue(found.contains("2 versions and "), found);
    assertTrue(found.contains(": problems: 1\n"), found);
    assertTrue(found.contains("model.safetensors"), found);
    JsonNode json = json(models(65, "verify", "--json"));
    assertEquals(false, json.path("whole").asBoolean(true));
    assertEquals(1, json.path("problems").size());
    assertTrue(models(65, "promote", "2").contains("model.safetensors"), "a torn one is promoted");

    Path entry = nights.registry().resolve("iris/log/000000000001.json");
    byte[] lines = Files.readAllBytes(entry);
    lines[3] ^= 1;
    Files.write(entry, lines);
    assertTrue(models(65, "verify").contains(": problems: 2\n"));
  }

  @Test
  void withoutARegistryItIs78() {
    CommandRun refused = retrain("retrain.registry=null");
    assertEquals(78, refused.exit(), refused.err());
    assertTrue(refused.err().contains("retrain.registry is not set"), refused.err());
  }

  @Test
  void whatIsNoActionOrNoRegistryIsToldInOneLine() {
    assertTrue(models(64, "lst").contains("lst is not a command of models; did you mean list?"));
    assertTrue(models(64, "promote", "two").contains("two"));
    assertEquals("no models\n", models(0, "list"));
    assertTrue(models(65, "show").contains("there are no models"));
    assertTrue(models(65, "list", "--model", "iris").contains("has no model iris"));
    Ran ran = Ran.command("models", "list");
    assertEquals(64, ran.exit());
    assertTrue(ran.err().contains("Missing required option: '--registry=DIR'"), ran.err());
  }

  @Test
  void ofSeveralModelsOneMustBeNamed() {
    for (String name : List.of("wine", "iris")) {
      registry().model(name).change("me", head -> new StateChange("leased", "", head.state()));
    }
    assertTrue(models(64, "show").contains("has several models: --model iris, --model wine"));
    assertEquals("wine\n  no versions yet\n", models(0, "list", "--model", "wine"));
    assertTrue(models(0, "list").startsWith("iris\n  no versions yet\nwine\n"));
  }

  /** What a command says: on standard output, and if it fails in one line on standard error. */
  private String models(int exit, String... arguments) {
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--registry", nights.registry().toString()));
    Ran ran = Ran.command(all.toArray(String[]::new));
    assertEquals(exit, ran.exit(), ran.out() + ran.err());
    assertEquals(exit == 0 ? 0 : 1, ran.err().lines().count(), ran.err());
    return ran.out() + ran.err();
  }

  private CommandRun retrain(String setting, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("retrain", "--config", nights.configuration().toString(), "--set", setting));
    all.addAll(List.of(more));
    all.addAll(List.of("--master", "local[2]", "--quiet"));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private RegisteredModel model() {
    return registry().model("iris");
  }

  private ModelRegistry registry() {
    return new ModelRegistry(
        new org.apache.hadoop.fs.Path(nights.registry().toString()), new Configuration());
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
