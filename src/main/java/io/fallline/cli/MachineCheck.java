package io.fallline.cli;

import io.fallline.core.failure.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.spark.SparkConf;

/**
 * A check of the machine before Spark starts. Where Spark finds no directory for temporary files it
 * ends the process, and where memory is short it may end without a message.
 */
final class MachineCheck {
  /** As Spark's memory manager has it. */
  private static final long LEAST_HEAP = 450L << 20;

  private static final String DIRECTORIES = "spark.local.dir";
  private static final String DIRECTORIES_VARIABLE = "SPARK_LOCAL_DIRS";
  private static final String CONTAINER_VARIABLE = "CONTAINER_ID";

  private MachineCheck() {}

  /**
   * @throws Failure (configuration) if the heap is too small for Spark; (files) if there is no
   *     directory for temporary files
   */
  static void require(SparkConf conf) {
    requireHeap(Runtime.getRuntime().maxMemory());
    String java = System.getProperty("java.io.tmpdir");
    requireOneWritable("java.io.tmpdir", java);
    if (System.getenv(CONTAINER_VARIABLE) == null) { // which YARN gives directories of its own
      String variable = System.getenv(DIRECTORIES_VARIABLE);
      if (variable != null) {
        requireOneWritable(DIRECTORIES_VARIABLE, variable.split(","));
      } else if (conf.contains(DIRECTORIES)) {
        requireOneWritable(DIRECTORIES, conf.get(DIRECTORIES).split(","));
      }
    }
  }

  /**
   * @param bytes the most that the heap may take
   */
  static void requireHeap(long bytes) {
    if (bytes < LEAST_HEAP) {
      throw Failure.configuration(
          "the heap of this JVM is %s MiB, expected at least the %s that Spark needs, and room for the "
              + "rows; raise it with FALLLINE_JAVA_OPTS=-Xmx2g (local.sh) or --driver-memory 2g "
              + "(spark-submit)",
          bytes >> 20, LEAST_HEAP >> 20);
    }
  }

  /**
   * @param setting that lists them
   * @param directories which Spark makes where they are not there
   */
  static void requireOneWritable(String setting, String... directories) {
    IOException refused = null;
    for (String directory : directories) {
      try {
        Path parent = Path.of(directory.strip());
        if (!Files.isDirectory(parent)) { // of a link to one JDK 17 says that it is in the way
          Files.createDirectories(parent);
        }
        Files.delete(Files.createTempDirectory(parent, "fallline-"));
        return;
      } catch (IOException e) {
        refused = e;
      } catch (InvalidPathException e) {
        refused = new IOException(e.getMessage(), e);
      }
    }
    throw new Failure(
        Failure.Kind.FILES,
        String.join(",", directories)
            + ": no temporary file can be created there ("
            + reason(refused)
            + "); expected a directory to write in, given by "
            + setting,
        refused);
  }

  private static String reason(IOException refused) {
    if (refused instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (refused instanceof FileAlreadyExistsException inTheWay) {
      return inTheWay.getFile() + " is a file";
    }
    return refused instanceof FileSystemException told && told.getReason() != null
        ? told.getReason()
        : refused.getMessage();
  }
}
