package io.fallline.job.scoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** How many rows a directory of Parquet files has, by the files' footers. */
final class ParquetRowCount {
  private ParquetRowCount() {}

  static long of(Path directory, Configuration hadoop) {
    try {
      long rows = 0;
      for (FileStatus file : directory.getFileSystem(hadoop).listStatus(directory)) {
        if (file.isFile() && file.getPath().getName().endsWith(".parquet")) {
          rows += rows(file, hadoop);
        }
      }
      return rows;
    } catch (IOException failed) {
      throw new UncheckedIOException(directory + ": " + failed.getMessage(), failed);
    }
  }

  private static long rows(FileStatus file, Configuration hadoop) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(file, hadoop))) {
      return reader.getRecordCount();
    }
  }
}
