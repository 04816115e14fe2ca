package io.fallline.data.sources;

import io.fallline.core.failure.Failure;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Holds the headers of several files against each other where one has a column without a name:
 * Spark's reader, which does so while it reads, would look for the name that it gives such a column
 * itself.
 */
final class CsvHeaderAgreement implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int FILES_OF_A_TASK = 32;

  private final SerializableConfiguration hadoop;
  private final TreeMap<String, String> options;
  private final PathDisplay shown;
  private final ArrayList<String> expected;
  private final boolean caseSensitive;

  private CsvHeaderAgreement(
      SparkSession session, Map<String, String> options, PathDisplay shown, CsvHeader header) {
    this.hadoop = new SerializableConfiguration(session.sparkContext().hadoopConfiguration());
    this.options = new TreeMap<>(options);
    this.shown = shown;
    this.expected = new ArrayList<>(header.written());
    this.caseSensitive = Boolean.parseBoolean(session.conf().get("spark.sql.caseSensitive"));
  }

  /**
   * @throws Failure DATA if a file's header is not that of the first
   */
  static void requireEqual(
      SparkSession session, Map<String, String> options, PathDisplay shown, CsvHeader header) {
    List<String> files = header.files().stream().map(Path::toString).toList();
    CsvHeaderAgreement headers = new CsvHeaderAgreement(session, options, shown, header);
    Optional<String> first =
        JavaSparkContext.fromSparkContext(session.sparkContext())
            .parallelize(files, 1 + files.size() / FILES_OF_A_TASK)
            .mapPartitions(headers::complaints)
            .collect()
            .stream()
            .findFirst();
    if (first.isPresent()) {
      throw Failure.data(first.get());
    }
  }

  private Iterator<String> complaints(Iterator<String> files) {
    CSVOptions parsed = CsvOptions.parsed(options, "UTC");
    List<String> complaints = new ArrayList<>();
    while (complaints.isEmpty() && files.hasNext()) {
      Path file = new Path(files.next());
      String name = shown.path(file.toUri().toString());
      String[] cells = CsvFirstRecord.cells(name, file, hadoop.value(), parsed);
      if (cells != null) {
        List<String> found = new ArrayList<>();
        for (String cell : cells) {
          found.add(CsvHeader.written(cell, parsed));
        }
        CsvHeaderMismatch.between(found, expected, caseSensitive)
            .ifPresent(what -> complaints.add(name + ": " + what));
      }
    }
    return complaints.iterator();
  }
}
