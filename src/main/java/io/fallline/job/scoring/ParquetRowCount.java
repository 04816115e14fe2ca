package io.fallline.job.scoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/** How many rows a directory of Parquet files has, by the files' footers. */
final class ParquetRowCount {
  /** More files are worth a job: each may take a tenth of a second of an object store. */
  private static final int FILES_OF_A_TASK = 32;

  private ParquetRowCount() {}

  static long of(Path directory, JavaSparkContext context) {
    Configuration hadoop = context.hadoopConfiguration();
    List<String> files = files(directory, hadoop);
    if (files.size() <= FILES_OF_A_TASK) {
      return files.stream().mapToLong(file -> rows(file, hadoop)).sum();
    }
    SerializableConfiguration shipped = new SerializableConfiguration(hadoop);
    return context
        .parallelize(files, files.size() / FILES_OF_A_TASK)
        .map(file -> rows(file, shipped.value()))
        .reduce(Long::sum);
  }

  private static List<String> files(Path directory, Configuration hadoop) {
    List<String> files = new ArrayList<>();
    try {
      for (FileStatus file : directory.getFileSystem(hadoop).listStatus(directory)) {
        if (file.isFile() && file.getPath().getName().endsWith(".parquet")) {
          files.add(file.getPath().toString());
        }
      }
      return files;
    } catch (IOException failed) {
      throw new UncheckedIOException(directory + ": " + failed.getMessage(), failed);
    }
  }

  private static long rows(String file, Configuration hadoop) {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file), hadoop))) {
      return reader.getRecordCount();
    } catch (IOException failed) {
      throw new UncheckedIOException(file + ": " + failed.getMessage(), failed);
    }
  }
}
