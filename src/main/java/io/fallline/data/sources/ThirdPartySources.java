package io.fallline.data.sources;

import io.fallline.core.failure.Failure;
import io.fallline.core.setting.NameSuggestion;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sources that Spark does not bring: what has to be installed, and what to say where it is not. */
final class ThirdPartySources {
  /** Whose failures are explained where they are read. */
  private static final Set<String> OURS = Set.of("csv", "libsvm", "parquet", "orc", "json", "idx");

  private static final List<String> BUILT_IN =
      List.of("csv", "libsvm", "parquet", "orc", "json", "idx", "table", "jdbc", "text");

  private static final String DELTA_SETTINGS =
      "--conf spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension --conf"
          + " spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog";

  /** Drivers by what an address begins with after {@code jdbc:}. */
  private static final Map<String, String> DRIVERS =
      Map.of(
          "postgresql", "org.postgresql:postgresql:42.7.13",
          "h2", "com.h2database:h2:2.4.240",
          "sqlite", "org.xerial:sqlite-jdbc:3.54.1.0",
          "mysql", "com.mysql:mysql-connector-j:VERSION",
          "mariadb", "org.mariadb.jdbc:mariadb-java-client:VERSION",
          "sqlserver", "com.microsoft.sqlserver:mssql-jdbc:VERSION",
          "oracle", "com.oracle.database.jdbc:ojdbc11:VERSION");

  private ThirdPartySources() {}

  /**
   * What there is to say about a source that could not be opened; empty where it is no matter of
   * what is installed or set, and said elsewhere.
   *
   * @param name of the rows in messages
   */
  static Optional<Failure> explained(
      String name,
      String format,
      Map<String, String> options,
      String version,
      RuntimeException failed) {
    if (OURS.contains(format)) {
      return Optional.empty();
    }
    String condition = SparkFailures.condition(failed);
    String said = String.valueOf(failed.getMessage());
    if (condition.equals("DATA_SOURCE_NOT_FOUND") || said.contains("Failed to find data source")) {
      return Optional.of(failure(notInstalled(format, version), failed));
    }
    if (format.equals("jdbc") && isOfADriver(failed)) {
      return Optional.of(failure(name + ": " + noDriver(url(options)), failed));
    }
    if (condition.startsWith("DELTA_CONFIGURE_SPARK_SESSION")) {
      return Optional.of(
          failure(
              name + ": Delta Lake has to be part of Spark's session: add " + DELTA_SETTINGS,
              failed));
    }
    if (failed instanceof Failure) {
      return Optional.empty();
    }
    return Optional.of(
        failure(
            name
                + ": the source "
                + format
                + " cannot open it: "
                + SparkFailures.line(SparkFailures.root(failed)),
            failed));
  }

  private static Failure failure(String message, RuntimeException failed) {
    return Failure.data(message, failed);
  }

  static String notInstalled(String format, String version) {
    String packages = packages(format, version);
    return "data.format is \""
        + format
        + "\", and no such source is installed"
        + (packages.isEmpty() ? NameSuggestion.didYouMean(format, BUILT_IN) : "")
        + "; local.sh and submit.sh install one by --packages "
        + (packages.isEmpty() ? "GROUP:ARTIFACT:VERSION" : packages)
        + (format.equals("delta") ? " " + DELTA_SETTINGS : "");
  }

  /**
   * @param version Spark's
   * @return empty where the source is not known here
   */
  private static String packages(String format, String version) {
    String line = version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
    return switch (format) {
      case "avro" -> "org.apache.spark:spark-avro_2.13:" + version;
      case "delta" ->
          line.equals("4.1")
              ? "io.delta:delta-spark_4.1_2.13:4.1.0"
              : line.equals("4.0")
                  ? "io.delta:delta-spark_2.13:4.0.1"
                  : "io.delta:delta-spark_" + line + "_2.13:VERSION";
      case "iceberg" ->
          "org.apache.iceberg:iceberg-spark-runtime-"
              + line
              + "_2.13:"
              + (line.equals("4.1") ? "1.11.0" : line.equals("4.0") ? "1.10.1" : "VERSION");
      default -> "";
    };
  }

  private static boolean isOfADriver(RuntimeException failed) {
    return SparkFailures.has(failed, ClassNotFoundException.class)
        || (SparkFailures.has(failed, SQLException.class)
            && SparkFailures.line(SparkFailures.root(failed)).contains("No suitable driver"));
  }

  private static String url(Map<String, String> options) {
    return options.entrySet().stream()
        .filter(option -> option.getKey().equalsIgnoreCase("url"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static String noDriver(String url) {
    String[] parts = url.split(":");
    String kind = parts.length > 1 ? parts[1] : "";
    return "there is no driver for a database of "
        + (kind.isEmpty() ? "this kind" : kind)
        + "; local.sh and submit.sh install one by --packages "
        + DRIVERS.getOrDefault(kind, "GROUP:ARTIFACT:VERSION");
  }
}
