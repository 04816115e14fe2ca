package io.fallline.ml;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's Java, which stands here to be compiled and run. */
class ReadmeExampleTest {
  @TempDir private Path directory;

  @Test
  void theExampleRuns() throws IOException {
    LocalSpark.session();
    Dataset<Row> rows = Frames.of("digits");
    Dataset<Row> others = rows.limit(100);
    String path = directory.resolve("model").toString();
    // README
    MiniBatchClassificationModel model =
        new MiniBatchClassifier()
            .setLayers(64)
            .setRule("adam")
            .setLearningRate(0.003)
            .setBatchSize(64)
            .setEpochs(10)
            .setValidationFraction(0.1)
            .fit(rows);
    model.transform(others).select("prediction", "probability").show();
    System.out.println(model.summary().validationMetrics());
    model.write().save(path);
    // README
    assertTrue(model.summary().validationMetrics().get("accuracy") > 0.9);
    Vector first = rows.first().getAs("features");
    assertTrue(MiniBatchClassificationModel.load(path).predict(first) == model.predict(first));
  }

  @Test
  void theReadmeHasIt() throws IOException {
    Path self = Path.of("src/test/java/io/fallline/ml/ReadmeExampleTest.java");
    List<String> parts = List.of(Files.readString(self).split(" {4}// README\n"));
    String example = parts.get(1).lines().map(String::strip).collect(Collectors.joining("\n"));
    String readme =
        Files.readString(Path.of("README.md"))
            .lines()
            .map(String::strip)
            .collect(Collectors.joining("\n"));
    assertTrue(readme.contains(example), () -> "the README does not have\n" + example);
  }
}
