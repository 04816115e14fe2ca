package io.fallline.store;

import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Tells what a local disk does not show from what is not there. Hadoop says of both that it is not
 * found, and leaves out of a listing what it may not look at; other file systems refuse by
 * themselves.
 */
final class Denial {
  private Denial() {}

  /**
   * @param path that has not been found
   * @throws AccessDeniedException if a directory above it may not be searched
   */
  static void ofLookingAt(FileSystem files, Path path) throws AccessDeniedException {
    if (files instanceof RawLocalFileSystem local) {
      LocalFiles.isThere(local.pathToFile(path).toPath());
    }
  }

  /**
   * @throws AccessDeniedException if it is a directory whose files may not be looked at
   */
  static void ofLookingInto(FileSystem files, Path directory) throws AccessDeniedException {
    if (files instanceof RawLocalFileSystem local) {
      java.nio.file.Path disk = local.pathToFile(directory).toPath();
      if (Files.isDirectory(disk) && !Files.isExecutable(disk)) {
        throw new AccessDeniedException(disk.toString());
      }
    }
  }
}
