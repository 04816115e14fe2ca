package io.fallline.spark;

import java.io.File;
import java.nio.file.Path;
import org.apache.spark.SparkEnv;

/** Where this process, a driver or an executor, has Spark's own temporary files. */
final class SpillDirectory {
  private SpillDirectory() {}

  /** One of the disks in turn; gone when Spark ends. */
  static Path of(int number) {
    File[] directories = SparkEnv.get().blockManager().diskBlockManager().localDirs();
    return directories[number % directories.length].toPath();
  }
}
