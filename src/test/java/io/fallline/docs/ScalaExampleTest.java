package io.fallline.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.ml.MiniBatchRegressionModel;
import io.fallline.testing.LocalSpark;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Scala of the README, compiled by Scala's compiler and run. */
class ScalaExampleTest {
  private static final String PROGRAM =
      """
      import io.fallline.ml._
      import org.apache.spark.sql.DataFrame

      object Example {
        def run(rows: DataFrame, others: DataFrame): MiniBatchRegressionModel = {
      %s
          model
        }
      }
      """;

  @TempDir private Path directory;

  @Test
  void theExampleOfTheReadmeRuns() throws Exception {
    List<DocPages.Block> blocks = DocPages.blocks("scala");
    assertEquals(1, blocks.size(), "this test runs the one of the README");
    compile(PROGRAM.formatted(blocks.get(0).code()));

    Dataset<Row> rows = diabetes();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
      Object model =
          loader
              .loadClass("Example")
              .getMethod("run", Dataset.class, Dataset.class)
              .invoke(null, rows, rows.limit(10));
      double error = ((MiniBatchRegressionModel) model).evaluate(rows).get("rmse");
      assertTrue(error < 60, "rmse " + error);
    }
  }

  private void compile(String program) throws Exception {
    Path source = Files.writeString(directory.resolve("Example.scala"), program);
    String classPath = System.getProperty("java.class.path");
    boolean compiled =
        scala.tools.nsc.Main.process(
            new String[] {
              "-nowarn", "-d", directory.toString(), "-cp", classPath, source.toString()
            });
    assertTrue(
        compiled && !scala.tools.nsc.Main.reporter().hasErrors(), "see the compiler's words");
  }

  private static Dataset<Row> diabetes() {
    Dataset<Row> rows =
        LocalSpark.session()
            .read()
            .option("header", "true")
            .option("inferSchema", "true")
            .csv("sample-data/diabetes.csv");
    String[] inputs =
        List.of(rows.columns()).stream().filter(c -> !c.equals("label")).toArray(String[]::new);
    return new VectorAssembler().setInputCols(inputs).setOutputCol("features").transform(rows);
  }
}
