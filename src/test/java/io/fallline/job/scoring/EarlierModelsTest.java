package io.fallline.job.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.job.CommandResult;
import io.fallline.job.SilentConsole;
import io.fallline.job.training.Train;
import io.fallline.model.LabelClasses;
import io.fallline.scorer.Scorer;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that were written before truth values were classes of their own. */
class EarlierModelsTest {
  private static final String EARLIER = "src/test/resources/earlier/";

  @TempDir private Path directory;

  @Test
  void numbersStayNumbers() throws IOException {
    assertEquals(List.of(-1.0, 2.0, 10.0), Scorer.load(Path.of(EARLIER, "numbers")).classes());
    JsonNode evaluated = evaluated("numbers", ".csv");
    assertEquals("[\"-1\",\"2\",\"10\"]", evaluated.at("/confusion/classes").toString());
    assertEquals(40, evaluated.path("rows").asInt());
    assertEquals(0.8010891, evaluated.at("/loss").asDouble(), 1e-6);
  }

  @Test
  void zeroAndOneOfTruthValuesStayZeroAndOne() throws IOException {
    Scorer scorer = Scorer.load(Path.of(EARLIER, "flags"));
    assertEquals(List.of(0.0, 1.0), scorer.classes());
    assertEquals(1.0, scorer.score(Map.of("x", 3, "y", 3)).value());
    assertEquals(0.5439063, evaluated("flags", ".json").at("/loss").asDouble(), 1e-6);
    Path output = directory.resolve("predictions");
    Predict.run(
        LocalSpark.session(), request("flags", ".json"), output.toString(), new SilentConsole());
    assertEquals(
        "double",
        LocalSpark.session()
            .read()
            .parquet(output.toString())
            .schema()
            .apply("prediction")
            .dataType()
            .simpleString());
  }

  @Test
  void whatStartsFromOneHasItsClasses() throws IOException {
    List<String> settings =
        List.of(
            "data { format = json, train = \"" + EARLIER + "flags.json\" }",
            "model { loss = logistic, initial = \"" + EARLIER + "flags\" }",
            "training.epochs = 1",
            "output.directory = \"" + directory.resolve("runs") + "\"");
    Path file = Files.write(directory.resolve("job.conf"), settings);
    CommandResult result =
        Train.run(
            LocalSpark.session(), ConfigurationFile.load(file, List.of()), new SilentConsole());
    String model = new ObjectMapper().readTree(result.json()).path("model").asText();
    LabelClasses classes =
        TrainedModel.read(new org.apache.hadoop.fs.Path(model), new Configuration())
            .encoding()
            .classes();
    assertEquals(List.of("0", "1"), classes.names());
    assertTrue(classes.numeric());
  }

  private static JsonNode evaluated(String name, String type) throws IOException {
    CommandResult result =
        Evaluate.run(LocalSpark.session(), request(name, type), new SilentConsole());
    return new ObjectMapper().readTree(result.json());
  }

  private static ScoringRequest request(String name, String type) {
    return new ScoringRequest(
        new ModelReference(EARLIER + name, Optional.empty()),
        List.of(EARLIER + name + type),
        Optional.empty(),
        Map.of());
  }
}
