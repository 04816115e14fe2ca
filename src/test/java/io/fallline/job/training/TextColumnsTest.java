package io.fallline.job.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.job.CommandResult;
import io.fallline.job.SilentConsole;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.CountVectorizer;
import org.apache.spark.ml.feature.HashingTF;
import org.apache.spark.ml.feature.IDF;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ratings by users of items, which stand in text columns and, of the same, in vectors. */
class TextColumnsTest {
  private static final int ROWS = 20_000;
  private static final int USERS = 600;
  private static final int ITEMS = 900;
  private static final double NOISE = 0.7;
  private static final String IGNORED = "data.ignore=[oneHot,counts,frequencies,tfIdf]";

  @TempDir private static Path directory;

  /** Users and items have effects on the rating; who rates is far from even. */
  @BeforeAll
  static void write() {
    Random random = new Random(0);
    double[] users = random.doubles(USERS, -1, 1).toArray();
    double[] items = random.doubles(ITEMS, -1, 1).toArray();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      int user = (int) (USERS * Math.pow(random.nextDouble(), 2));
      int item = (int) (ITEMS * Math.pow(random.nextDouble(), 2));
      double rating = 3.5 + users[user] + items[item] + NOISE * random.nextGaussian();
      rows.add(RowFactory.create(rating, "u" + user, "i" + item));
    }
    StructType schema =
        new StructType()
            .add("label", DataTypes.DoubleType)
            .add("user", DataTypes.StringType)
            .add("item", DataTypes.StringType);
    Dataset<Row> ratings =
        LocalSpark.session()
            .createDataFrame(rows, schema)
            .coalesce(1)
            .withColumn("words", functions.array(functions.col("user"), functions.col("item")));
    Pipeline vectors =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new StringIndexer()
                      .setInputCols(new String[] {"user", "item"})
                      .setOutputCols(new String[] {"userIndex", "itemIndex"}),
                  new OneHotEncoder()
                      .setInputCols(new String[] {"userIndex", "itemIndex"})
                      .setOutputCols(new String[] {"userVector", "itemVector"}),
                  new VectorAssembler()
                      .setInputCols(new String[] {"userVector", "itemVector"})
                      .setOutputCol("oneHot"),
                  new CountVectorizer().setInputCol("words").setOutputCol("counts"),
                  new HashingTF()
                      .setNumFeatures(1 << 16)
                      .setInputCol("words")
                      .setOutputCol("frequencies"),
                  new IDF().setInputCol("frequencies").setOutputCol("tfIdf")
                });
    vectors
        .fit(ratings)
        .transform(ratings)
        .drop("words", "userIndex", "itemIndex", "userVector", "itemVector")
        .write()
        .parquet(directory.resolve("ratings").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"oneHot", "counts", "frequencies", "tfIdf"})
  void aVectorOfATextColumnIsAsGoodAsTheColumnItself(String vector) throws IOException {
    double categorical = rmse("data.categorical=[user,item]", IGNORED);
    double hashed = rmse("data.hashed=[user,item]", IGNORED, "data.hashBits=16");
    double found = rmse("data.features=[" + vector + "]");
    String figures = vector + " " + found + ", categorical " + categorical + ", hashed " + hashed;
    System.out.println("rmse: " + figures);
    assertTrue(found < 1.01 * Math.min(categorical, hashed), figures);
    assertTrue(found < 1.1 * NOISE, figures);
  }

  @Test
  void whatWasChosenStandsInReportAndManifest() throws IOException {
    Path run = Path.of(train("data.features=[oneHot]").at("/model").asText()).getParent();
    ObjectMapper json = new ObjectMapper();
    assertEquals(
        "auto: none",
        json.readTree(run.resolve("report.json").toFile()).at("/data/scaling").asText());
    JsonNode schema = json.readTree(run.resolve("model/manifest.json").toFile()).get("schema");
    assertEquals("AUTO", schema.get("scaling").asText());
    assertEquals(0, schema.at("/columns/0/scaled").asInt(-1));
    String resolved = Files.readString(run.resolve("resolved.conf"));
    assertTrue(resolved.replace("\"", "").contains("scaling = auto"), resolved);
  }

  private static double rmse(String... settings) throws IOException {
    return train(settings).at("/metrics/test/rmse").asDouble();
  }

  private static JsonNode train(String... settings) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "data.format=parquet",
                "data.train=\"" + directory.resolve("ratings") + "\"",
                "data.test=0.2",
                "model.loss=mse",
                "optimizer.rule=adam",
                "optimizer.learningRate=0.01",
                "training.epochs=10",
                "output.directory=\"" + directory.resolve("runs") + "\""));
    all.addAll(List.of(settings));
    Path file = directory.resolve("ratings.conf");
    Files.writeString(file, "");
    CommandResult result =
        Train.run(LocalSpark.session(), ConfigurationFile.load(file, all), new SilentConsole());
    return new ObjectMapper().readTree(result.json());
  }
}
