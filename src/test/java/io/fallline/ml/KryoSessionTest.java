package io.fallline.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.testing.LocalSpark;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that are not ours often have Kryo, which cannot carry every class. */
class KryoSessionTest {
  @BeforeEach
  void startOver() {
    LocalSpark.stop();
  }

  @AfterEach
  void stop() {
    LocalSpark.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "resident", "jobs"})
  void everyEngineGivesTheBitsThatItGivesWithSparksOwnSerializer(String engine) {
    String expected = trained(engine);
    LocalSpark.stop();
    SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
        .getOrCreate();
    assertEquals(expected, trained(engine));
  }

  /** On disk: kept shards go through the serializer. */
  private static String trained(String engine) {
    Dataset<Row> rows = Frames.of("wine");
    return new MiniBatchClassifier()
        .setEngine(engine)
        .setStorage("disk")
        .setValidationFraction(0.2)
        .setLayers(4)
        .setBatchSize(16)
        .setEpochs(2)
        .fit(rows)
        .summary()
        .parametersSha256();
  }
}
