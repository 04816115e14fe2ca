package io.fallline.data;

/**
 * A file as it was when a directory was listed.
 *
 * @param path with its file system, {@code hdfs://host/data/day=3/part-0.parquet}, and not escaped
 */
public record SourceFile(String path, long bytes, long modifiedMillis) {
  static SourceFile of(FileVersion stamp) {
    return new SourceFile(stamp.path().toString(), stamp.length(), stamp.modified());
  }
}
