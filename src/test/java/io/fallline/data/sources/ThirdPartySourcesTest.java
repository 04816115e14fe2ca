package io.fallline.data.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.data.Files;
import io.fallline.data.Specs;
import io.fallline.testing.LocalSpark;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said where a source or a driver is not installed. */
class ThirdPartySourcesTest {
  @TempDir Path directory;

  private static String refused(Specs specs) {
    Failure failure = assertThrows(Failure.class, specs::load);
    assertEquals(Failure.Kind.DATA, failure.kind(), failure.getMessage());
    return failure.getMessage();
  }

  @Test
  void aSourceThatIsNotInstalledIsToldWithItsPackage() {
    String path = Files.write(directory.resolve("rows.avro"), "label,x", "1,2");
    assertEquals(
        "data.format is \"avro\", and no such source is installed; local.sh and submit.sh install one by --packages"
            + " org.apache.spark:spark-avro_2.13:"
            + LocalSpark.session().version(),
        refused(Specs.of("avro", path)));
    assertEquals(
        "data.format is \"delta\", and no such source is installed; local.sh and submit.sh install one by --packages"
            + " io.delta:delta-spark_4.1_2.13:4.1.0 --conf spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension"
            + " --conf spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog",
        refused(Specs.of("delta", path)));
  }

  @ParameterizedTest
  @CsvSource({
    "avro, 4.0.2, org.apache.spark:spark-avro_2.13:4.0.2",
    "delta, 4.0.2, io.delta:delta-spark_2.13:4.0.1",
    "delta, 4.3.0, io.delta:delta-spark_4.3_2.13:VERSION",
    "iceberg, 4.1.1, org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.11.0",
    "iceberg, 4.0.0, org.apache.iceberg:iceberg-spark-runtime-4.0_2.13:1.10.1",
    "else, 4.1.0, GROUP:ARTIFACT:VERSION"
  })
  void thePackageIsThatOfSparksVersion(String format, String version, String packages) {
    String message = ThirdPartySources.notInstalled(format, version);
    assertTrue(message.contains(" by --packages " + packages), message);
  }

  @Test
  void aMisspeltFormatHasANearestName() {
    assertEquals(
        "data.format is \"parqet\", and no such source is installed; did you mean parquet?; local.sh and submit.sh"
            + " install one by --packages GROUP:ARTIFACT:VERSION",
        refused(Specs.of("parqet", Files.write(directory.resolve("rows"), "label,x"))));
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql, org.postgresql:postgresql:42.7.13",
    "h2, com.h2database:h2:2.4.240",
    "nosuch, GROUP:ARTIFACT:VERSION"
  })
  void aDriverThatIsNotInstalledIsToldWithItsPackage(String kind, String packages) {
    Specs specs = Specs.of("jdbc", "rows");
    specs.options = Map.of("url", "jdbc:" + kind + "://127.0.0.1/none");
    assertEquals(
        "rows: there is no driver for a database of "
            + kind
            + "; local.sh and submit.sh install one by --packages "
            + packages,
        refused(specs));
  }

  @Test
  void aDatabaseWithoutAddressIsRefused() {
    assertEquals(
        "rows: the source jdbc cannot open it: requirement failed: Option 'url' is required.",
        refused(Specs.of("jdbc", "rows")));
  }
}
