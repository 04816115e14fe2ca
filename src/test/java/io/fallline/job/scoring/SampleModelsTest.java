package io.fallline.job.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.job.CommandResult;
import io.fallline.job.SilentConsole;
import io.fallline.job.training.Train;
import io.fallline.model.Encoding;
import io.fallline.onnx.OnnxRun;
import io.fallline.scorer.Prediction;
import io.fallline.scorer.Scorer;
import io.fallline.testing.LocalSpark;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of all sample data: what {@code predict} writes, a scorer says, and ONNX Runtime too. */
class SampleModelsTest {
  private static final double OF_ONNX = 1e-5;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "breast-cancer, portable",
    "clicks, portable",
    "diabetes, java",
    "digits, portable",
    "iris, portable",
    "wine, java"
  })
  void everyoneSaysTheSameOfEveryRow(String name, String kernels) throws Exception {
    String model = trained(name, kernels);
    Path file = directory.resolve("model.onnx");
    Export.run(
        new Configuration(),
        new ModelReference(model, Optional.empty()),
        Export.Format.ONNX,
        file.toString());
    List<Row> predicted = predicted(name, model);
    List<Map<String, Object>> rows = predicted.stream().map(SampleModelsTest::cells).toList();
    Scorer scorer = Scorer.load(Path.of(model));
    Encoding encoding =
        TrainedModel.read(new org.apache.hadoop.fs.Path(model), new Configuration()).encoding();
    OnnxRun onnx = OnnxRun.of(Files.readAllBytes(file), encoding, rows);
    for (int i = 0; i < rows.size(); i++) {
      Row row = predicted.get(i);
      Prediction ours = scorer.score(rows.get(i));
      assertEquals((Object) row.getAs("prediction"), ours.value(), "row " + i);
      boolean probable = ours.probabilities().length > 0;
      if (probable) {
        List<Double> expected = row.getList(row.fieldIndex("probability"));
        assertArrayEquals(
            expected.stream().mapToDouble(p -> p).toArray(), ours.probabilities(), "row " + i);
        assertArrayEquals(ours.probabilities(), onnx.probability()[i], OF_ONNX, "row " + i);
      }
      requireSame(ours.value(), Array.get(onnx.prediction(), i), i);
    }
  }

  private static void requireSame(Object ours, Object onnx, int row) {
    if (ours instanceof Double number) {
      double other = ((Number) onnx).doubleValue();
      assertEquals(number, other, OF_ONNX * Math.max(1, Math.abs(number)), "row " + row);
    } else {
      assertEquals(ours, onnx, "row " + row);
    }
  }

  private String trained(String name, String kernels) throws Exception {
    List<String> settings =
        List.of(
            "output.directory=" + directory.resolve("runs"),
            "training.epochs=3",
            "training.kernels=" + kernels);
    CommandResult result =
        Train.run(
            LocalSpark.session(),
            ConfigurationFile.load(Path.of("conf", name + ".conf"), settings),
            new SilentConsole());
    return new ObjectMapper().readTree(result.json()).get("model").asText();
  }

  private List<Row> predicted(String name, String model) {
    String data = "sample-data/" + name + (name.equals("clicks") ? ".libsvm" : ".csv");
    String output = directory.resolve("predictions").toString();
    Predict.run(
        LocalSpark.session(),
        new ScoringRequest(
            new ModelReference(model, Optional.empty()), List.of(data), Optional.empty(), Map.of()),
        output,
        new SilentConsole());
    return LocalSpark.session().read().parquet(output).limit(500).collectAsList();
  }

  private static Map<String, Object> cells(Row row) {
    Map<String, Object> cells = new HashMap<>();
    for (String column : row.schema().fieldNames()) {
      Object cell = row.getAs(column);
      cells.put(column, cell instanceof SparseVector vector ? elements(vector) : cell);
    }
    return cells;
  }

  private static Map<Integer, Double> elements(SparseVector vector) {
    Map<Integer, Double> elements = new HashMap<>();
    for (int i = 0; i < vector.indices().length; i++) {
      elements.put(vector.indices()[i], vector.values()[i]);
    }
    return elements;
  }
}
