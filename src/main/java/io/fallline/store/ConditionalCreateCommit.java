package io.fallline.store;

import io.fallline.model.DirectoryManifest;
import io.fallline.model.FileFailures;
import io.fallline.store.CommitProtocol.DirectoryDraft;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;

/**
 * The commit by one conditional create, as object stores have it: a file is there when its stream
 * has been closed, all of it at once, and can be created on condition that there is none. There are
 * no directories to rename, so one with a manifest is there once its manifest is.
 */
final class ConditionalCreateCommit implements CommitProtocol {
  static final String S3A_SETTING = "fs.s3a.create.conditional.enabled";

  private static final String CONDITION =
      CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

  /**
   * Besides the condition, a file that cannot be written to its end must not get its name in the
   * end: its stream can be aborted.
   */
  static boolean isOffered(FileLocation place) {
    FileSystem files = place.files();
    return FileFailures.unless(
        place.shown() + ": cannot be written",
        () ->
            files.hasPathCapability(place.path(), CONDITION)
                && files.hasPathCapability(place.path(), CommonPathCapabilities.ABORTABLE_STREAM));
  }

  /** No view has such a capability of its own: one that asks a view is not here. */
  @Override
  public FileLocation behindViews(FileLocation place) {
    return place;
  }

  @Override
  public boolean took(FileLocation file, byte[] content) throws IOException {
    // a conditional create does not see a directory of the name
    if (file.exists()) {
      return false;
    }
    file.createParent();
    return created(file, content);
  }

  /**
   * @return false if there is one
   */
  static boolean created(FileLocation file, byte[] content) throws IOException {
    try {
      WholeFile.write(createIfAbsent(file), file.path().getName(), out -> out.write(content));
      return true;
    } catch (IOException e) {
      if (isRefusal(e)) {
        return false;
      }
      // the answer may have been lost after the deed
      Optional<byte[]> there = read(file, content.length);
      if (there.isEmpty()) {
        throw e;
      }
      return Arrays.equals(content, there.get());
    }
  }

  /** Who comes second may be told so here, or when the stream is closed. */
  static FSDataOutputStream createIfAbsent(FileLocation file) throws IOException {
    try {
      return (FSDataOutputStream)
          file.files()
              .createFile(file.path())
              .create()
              .overwrite(false)
              .recursive()
              .must(CONDITION, true)
              .build();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** S3A's answer by its name: its classes are not here. */
  static boolean isRefusal(IOException told) {
    return told instanceof java.nio.file.FileAlreadyExistsException
        || told instanceof org.apache.hadoop.fs.FileAlreadyExistsException
        || told.getClass().getSimpleName().equals("RemoteFileChangedException");
  }

  /** Empty if there is no such file; at most a byte more than expected. */
  static Optional<byte[]> read(FileLocation file, int expected) throws IOException {
    try (InputStream in = file.open()) {
      return Optional.of(in.readNBytes(expected + 1));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void replace(FileLocation file, byte[] content) throws IOException {
    WholeFile.write(file.create(true), file.path().getName(), out -> out.write(content));
  }

  /** The first file takes the name. Who is killed after it leaves those that are written. */
  @Override
  public boolean tookDirectory(FileLocation directory, Map<String, byte[]> files)
      throws IOException {
    if (directory.exists()) {
      return false;
    }
    directory.createParent();
    boolean taken = false;
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        FileLocation place = directory.child(file.getKey());
        if (taken) {
          replace(place, file.getValue());
        } else if (!created(place, file.getValue())) {
          return false;
        } else {
          taken = true;
          requireRefused(place);
        }
      }
      return true;
    } catch (IOException | RuntimeException | Error e) {
      if (taken) {
        directory.discardAfter(e);
      }
      throw e;
    }
  }

  @Override
  public DirectoryDraft draft(FileLocation directory, Set<String> names) {
    return new ConditionalDraft(directory, names);
  }

  @Override
  public boolean isCommitted(FileLocation directory) throws IOException {
    return directory.child(DirectoryManifest.NAME).exists();
  }

  /** The manifest first: what is left of it if this ends midway is litter, not a torn directory. */
  @Override
  public void remove(FileLocation directory) throws IOException {
    FileLocation manifest = directory.child(DirectoryManifest.NAME);
    manifest.files().delete(manifest.path(), false);
    directory.files().delete(directory.path(), true);
  }

  @Override
  public void tryOut(FileLocation directory) throws IOException {
    FileLocation probe = CommitProtocol.probe(directory);
    took(probe, new byte[0]);
    try {
      requireRefused(probe);
      // young ones may be in use: to one that is gone a second creation would be a first one
      Leftovers.removeOld(probe, String::isEmpty);
    } finally {
      probe.files().delete(probe.path(), false);
    }
  }

  /** A store that does not know the condition leaves it out in silence. */
  private static void requireRefused(FileLocation there) throws IOException {
    byte[] other = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
    if (created(there, other)) {
      throw FileFailures.files(
          there.shown()
              + ": was created twice, on condition each time that there be none, so two writers at once could take"
              + " each other's place; expected a store with conditional writes (If-None-Match: *)");
    }
  }
}
