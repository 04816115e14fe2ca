package io.fallline.data.sources;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import scala.jdk.javaapi.CollectionConverters;

/** The options of Spark's csv reader, whose names are the same in upper and lower case. */
public final class CsvOptions {
  private CsvOptions() {}

  /** The given options over ours: the first line is a header, and every cell is read as text. */
  public static Map<String, String> of(Map<String, String> given) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.put("header", "true");
    all.putAll(given);
    all.put("inferSchema", "false");
    return all;
  }

  /** The same where Spark is to find the types of columns. */
  static CSVOptions inferring(SparkSession session, Map<String, String> options) {
    Map<String, String> all = of(options);
    all.put("inferSchema", "true");
    return parsed(session, all);
  }

  static CSVOptions parsed(SparkSession session, Map<String, String> options) {
    return parsed(options, session.conf().get("spark.sql.session.timeZone"));
  }

  static CSVOptions parsed(Map<String, String> options, String timeZone) {
    return new CSVOptions(
        CollectionConverters.asScala(options).toMap(scala.$less$colon$less$.MODULE$.refl()),
        true,
        timeZone);
  }
}
