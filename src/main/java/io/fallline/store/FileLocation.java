package io.fallline.store;

import io.fallline.core.failure.MissingClass;
import io.fallline.model.DirectoryFiles;
import io.fallline.model.FileFailures;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.VersionInfo;

/**
 * A path and the file system that it is on.
 *
 * @param shown the path as the person wrote it, for messages
 */
public record FileLocation(String shown, FileSystem files, Path path) implements DirectoryFiles {
  private static final int BUFFER = 1 << 16;

  static FileLocation of(Path given, Configuration configuration) {
    try {
      FileSystem files = fileSystem(given, configuration);
      return new FileLocation(given.toString(), files, files.makeQualified(given));
    } catch (IOException e) {
      throw FileFailures.with(given + ": its file system cannot be reached", e);
    } catch (IllegalArgumentException e) {
      // how Hadoop says that a host is not known
      throw FileFailures.with(
          given + ": its file system cannot be reached", new IOException(e.getMessage(), e));
    }
  }

  /**
   * The same on the file system that really holds it, where commits ({@link CommitProtocol}) are
   * all or nothing; its directory need not exist yet. View file systems are followed to what they
   * are mounted on.
   *
   * @throws io.fallline.core.failure.Failure (files) if a directory cannot be published there
   */
  static FileLocation forPublishing(Path given, Configuration configuration) {
    FileLocation place = of(given, configuration);
    CommitProtocol commits = CommitProtocol.of(place, configuration);
    FileLocation real =
        FileFailures.unless(given + ": cannot be written", () -> commits.behindViews(place));
    CommitProtocol.of(real, configuration);
    return real;
  }

  /** A directory or file within this directory. */
  FileLocation child(String name) {
    return new FileLocation(shown + "/" + name, files, new Path(path, name));
  }

  /** A directory or file beside this one. */
  FileLocation sibling(String name) {
    String directory = shown.substring(0, shown.lastIndexOf('/') + 1);
    return new FileLocation(directory + name, files, new Path(path.getParent(), name));
  }

  /** The same place, given where a directory above it, or it itself, really is. */
  FileLocation resolved(Path existing, Path real, Configuration configuration) throws IOException {
    return new FileLocation(shown, fileSystem(real, configuration), under(real, existing, path));
  }

  @Override
  public boolean exists() throws IOException {
    boolean found = files.exists(path);
    if (!found) {
      PermissionCheck.ofLookingAt(files, path);
    }
    return found;
  }

  @Override
  public boolean has(String name) throws IOException {
    return child(name).exists();
  }

  @Override
  public long length(String name) throws IOException {
    return files.getFileStatus(child(name).path).getLen();
  }

  @Override
  public InputStream open(String name) throws IOException {
    return child(name).open();
  }

  @Override
  public List<String> names() throws IOException {
    try {
      return Arrays.stream(list()).map(entry -> entry.getPath().getName()).toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** Opens this file to be written from its start. */
  FSDataOutputStream create(boolean overwrite) throws IOException {
    try {
      return DiskErrors.checked(files.create(path, overwrite, BUFFER));
    } catch (IOException e) {
      if (files instanceof RawLocalFileSystem local && !files.exists(path.getParent())) {
        PermissionCheck.isCreated(local, path.getParent()); // Hadoop does not say why it could not
      }
      throw e;
    }
  }

  /** Opens this file to be read. */
  InputStream open() throws IOException {
    return DiskErrors.checked(files.open(path, BUFFER));
  }

  /** What is in this directory; {@link FileNotFoundException} where there is none. */
  FileStatus[] list() throws IOException {
    PermissionCheck.ofLookingInto(files, path);
    try {
      return files.listStatus(path);
    } catch (FileNotFoundException e) {
      PermissionCheck.ofLookingAt(files, path);
      throw e;
    }
  }

  void createParent() {
    FileFailures.attempt(
        new Path(shown).getParent() + ": cannot be created",
        () -> PermissionCheck.create(this, path.getParent()));
  }

  /** Makes this directory, and those above it that are not there. */
  void createDirectory() throws IOException {
    PermissionCheck.create(this, path);
  }

  /** Removes what a failed write left here; whatever prevents that is told beside the failure. */
  void discardAfter(Throwable failure) {
    try {
      files.delete(path, true);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** The path itself, or the nearest directory above it that is there. */
  Path nearestExisting() throws IOException {
    Path existing = path;
    while (existing.getParent() != null && !files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing;
  }

  /**
   * The local file system without its checksum files: everything here has a SHA-256, and stays free
   * of hidden litter.
   */
  private static FileSystem fileSystem(Path path, Configuration configuration) throws IOException {
    try {
      FileSystem files = path.getFileSystem(configuration);
      return files instanceof LocalFileSystem local ? local.getRaw() : files;
    } catch (RuntimeException | LinkageError failed) {
      Optional<String> missing = MissingClass.in(failed, VersionInfo.getVersion());
      if (missing.isPresent()) {
        throw new IOException(missing.get(), failed);
      }
      throw failed;
    }
  }

  private static Path under(Path resolved, Path existing, Path path) {
    String rest = path.toUri().getPath().substring(existing.toUri().getPath().length());
    while (rest.startsWith("/")) {
      rest = rest.substring(1);
    }
    return rest.isEmpty() ? resolved : new Path(resolved, rest);
  }
}
