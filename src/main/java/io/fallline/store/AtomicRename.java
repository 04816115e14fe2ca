package io.fallline.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * A rename that happens whole or not at all.
 *
 * <p>Hadoop's own calls do not promise that: {@code FileSystem.rename} onto a directory moves into
 * it and says {@code false} for many reasons; on local disks even {@code FileContext.rename} looks
 * first, renames after, and falls back to copying. Object stores copy and delete. So local disks
 * are asked for the one system call, file systems with a rename of their own go through {@code
 * FileContext}, and of all others nothing is believed.
 */
final class AtomicRename {
  /** Further schemes that somebody vouches for, separated by commas. */
  static final String TRUSTED_SCHEMES = "fallline.rename.schemes";

  private static final Set<String> KNOWN = Set.of("file", "hdfs", "viewfs", "webhdfs", "swebhdfs");

  private AtomicRename() {}

  /** Whether the scheme is known to rename whole directories at once. */
  static boolean areWhole(FileLocation place, Configuration configuration) {
    String scheme = place.path().toUri().getScheme().toLowerCase(Locale.ROOT);
    Set<String> trusted =
        new LinkedHashSet<>(configuration.getTrimmedStringCollection(TRUSTED_SCHEMES));
    return KNOWN.contains(scheme) || trusted.contains(scheme);
  }

  /**
   * Moves a directory that is not empty to a name that is not taken; of several at once, one
   * succeeds.
   *
   * @return false if the name is taken
   */
  static boolean took(FileLocation from, FileLocation to, Configuration configuration)
      throws IOException {
    // rename(2) refuses a target that is a file, or a directory with something in it
    return moved(from, to, configuration, AtomicRename::moveLocally);
  }

  /** The same for a file. */
  static boolean tookFile(FileLocation from, FileLocation to, Configuration configuration)
      throws IOException {
    return moved(from, to, configuration, AtomicRename::linkLocally);
  }

  /** A move on a disk of this machine. */
  private interface LocalMove {
    void move(RawLocalFileSystem files, Path from, Path to) throws IOException;
  }

  private static boolean moved(
      FileLocation from, FileLocation to, Configuration configuration, LocalMove local)
      throws IOException {
    try {
      rename(from.files(), from.path(), to.path(), configuration, local);
      return true;
    } catch (IOException e) {
      return answered(from, to, e);
    }
  }

  /** The answer may have been lost after the deed: then what was aside stands at the name. */
  private static boolean answered(FileLocation from, FileLocation to, IOException told)
      throws IOException {
    boolean moved = !from.exists() && to.exists();
    boolean taken = from.exists() && to.exists();
    if (!moved && !taken) {
      throw told;
    }
    return moved;
  }

  /** Moves a file to a name, in place of what has that name. */
  static void replacing(FileSystem files, Path from, Path to, Configuration configuration)
      throws IOException {
    rename(files, from, to, configuration, AtomicRename::moveLocally, Options.Rename.OVERWRITE);
  }

  private static void rename(
      FileSystem files,
      Path from,
      Path to,
      Configuration configuration,
      LocalMove local,
      Options.Rename... options)
      throws IOException {
    if (isLocal(files)) {
      local.move((RawLocalFileSystem) files, from, to);
    } else {
      FileContext.getFileContext(from.toUri(), configuration).rename(from, to, options);
    }
  }

  private static boolean isLocal(FileSystem files) {
    return files instanceof RawLocalFileSystem && files.getUri().getScheme().equals("file");
  }

  /** rename(2) would replace a file; a second name for one is refused where the name is taken. */
  private static void linkLocally(RawLocalFileSystem files, Path from, Path to) throws IOException {
    java.nio.file.Path aside = files.pathToFile(from).toPath();
    java.nio.file.Path target = files.pathToFile(to).toPath();
    try {
      Files.createLink(target, aside);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException noLinks) {
      Files.move(aside, target); // which looks whether the name is free, and then renames
      return;
    }
    Files.delete(aside);
  }

  private static void moveLocally(RawLocalFileSystem files, Path from, Path to) throws IOException {
    Files.move(
        files.pathToFile(from).toPath(),
        files.pathToFile(to).toPath(),
        StandardCopyOption.ATOMIC_MOVE);
  }
}
