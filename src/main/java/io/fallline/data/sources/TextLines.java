package io.fallline.data.sources;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The lines of text files. */
interface TextLines {
  /** Each line without its end, split by split of the files. */
  JavaRDD<byte[]> rdd();

  List<FileVersion> files();

  /** About how many bytes there are to read. */
  long bytes();

  /** Whether directories of the files are columns. */
  boolean haveColumns();

  /**
   * Where every path is a file, they are read by Hadoop alone, which spares a small training the
   * start of Spark SQL; else Spark says which files there are.
   *
   * @param options of Spark's reader
   */
  static TextLines of(SparkSession session, Map<String, String> options, List<String> paths) {
    Optional<NamedFiles> named = NamedFiles.of(session.sparkContext(), options, paths);
    if (named.isPresent()) {
      return named.get();
    }
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    return new Listed(
        session.read().format("text").options(options).load(SourceFiles.patterns(paths, hadoop)));
  }

  /** Those of files that Spark has listed. */
  record Listed(Dataset<Row> lines) implements TextLines {
    @Override
    public JavaRDD<byte[]> rdd() {
      return lines.queryExecution().toRdd().toJavaRDD().map(line -> line.getBinary(0));
    }

    @Override
    public List<FileVersion> files() {
      return FileVersion.listed(lines);
    }

    @Override
    public long bytes() {
      return FrameTable.plannedBytes(lines);
    }

    @Override
    public boolean haveColumns() {
      return lines.schema().size() > 1;
    }
  }
}
