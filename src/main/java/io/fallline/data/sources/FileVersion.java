package io.fallline.data.sources;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.PartitioningAwareFileIndex;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What tells whether a file is still the one that was read.
 *
 * @param modified in milliseconds
 */
public record FileVersion(Path path, long length, long modified) {
  static FileVersion of(FileStatus status) {
    return new FileVersion(status.getPath(), status.getLen(), status.getModificationTime());
  }

  static FileVersion of(Path path, Configuration hadoop) throws IOException {
    return of(path.getFileSystem(hadoop).getFileStatus(path));
  }

  /** The files of the listing that Spark made when it opened a source. */
  static List<FileVersion> listed(Dataset<Row> data) {
    List<FileVersion> files = new ArrayList<>();
    for (LogicalPlan leaf :
        CollectionConverters.asJava(data.queryExecution().analyzed().collectLeaves())) {
      if (leaf instanceof LogicalRelation relation
          && relation.relation() instanceof HadoopFsRelation fromFiles
          && fromFiles.location() instanceof PartitioningAwareFileIndex index) {
        for (FileStatus file : CollectionConverters.asJava(index.allFiles())) {
          if (isRead(file.getPath().getName())) {
            files.add(FileVersion.of(file));
          }
        }
      }
    }
    return files;
  }

  /** The listing has summary files, {@code _metadata}, that no rows are read from. */
  private static boolean isRead(String name) {
    return !name.startsWith(".") && (!name.startsWith("_") || name.contains("="));
  }

  /** What has become of the file since; empty where nothing has, or nobody can tell. */
  public Optional<String> change(Configuration hadoop) {
    try {
      FileVersion now = of(path, hadoop);
      return now.length == length && now.modified == modified
          ? Optional.empty()
          : Optional.of("it was " + inWords() + " and is " + now.inWords());
    } catch (FileNotFoundException e) {
      return Optional.of("it is no longer there");
    } catch (IOException e) {
      return Optional.empty(); // the failure that is being explained says more
    }
  }

  private String inWords() {
    return length + " bytes of " + Instant.ofEpochMilli(modified);
  }
}
