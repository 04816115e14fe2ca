package io.fallline.store;

import io.fallline.model.DirectoryFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.Locale;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The check for missing permissions on a local disk, which Hadoop does not report. It reports a
 * path that may not be read as not found, leaves it out of listings, and gives no reason when a
 * directory cannot be made. Other file systems report a refusal themselves.
 */
final class PermissionCheck {
  private PermissionCheck() {}

  /**
   * @param path that has not been found
   * @throws AccessDeniedException if a directory above it may not be searched
   */
  static void ofLookingAt(FileSystem files, Path path) throws AccessDeniedException {
    if (files instanceof RawLocalFileSystem local) {
      DirectoryFiles.isThere(local.pathToFile(path).toPath());
    }
  }

  /**
   * Tries once more to make a directory that Hadoop could not make, and did not say why.
   *
   * @return false if permissions or a file prevent it
   * @throws IOException if something else does, as on a disk that is full or read-only
   */
  static boolean isCreated(RawLocalFileSystem local, Path directory) throws IOException {
    java.nio.file.Path disk = local.pathToFile(directory).toPath();
    try {
      if (!Files.isDirectory(disk)) { // of a link to one JDK 17 says that it is in the way
        Files.createDirectories(disk);
      }
      return true;
    } catch (AccessDeniedException | FileAlreadyExistsException told) {
      return false;
    } catch (FileSystemException told) {
      throw told.getReason() == null ? told : new IOException(told.getReason(), told);
    }
  }

  /** Makes a directory above a place, and those above it that are not there. */
  static void create(FileLocation below, Path directory) throws IOException {
    FileSystem files = below.files();
    boolean made =
        files.mkdirs(directory)
            || (files instanceof RawLocalFileSystem local && isCreated(local, directory));
    if (!made) {
      Path existing = below.nearestExisting();
      FileStatus status = files.getFileStatus(existing);
      throw new IOException(
          String.format(
              Locale.ROOT,
              "no permission, or a file is in the way of a directory (%s is a %s of %s, %s)",
              existing.toUri().getPath(),
              status.isDirectory() ? "directory" : "file",
              status.getOwner(),
              status.getPermission()));
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
