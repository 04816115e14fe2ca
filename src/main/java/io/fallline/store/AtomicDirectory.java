package io.fallline.store;

import io.fallline.core.failure.Failure;
import io.fallline.model.FileFailures;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A directory of small files for people, without a manifest: whole or absent, and never in place of
 * another.
 */
public final class AtomicDirectory {
  private static final int MOST_NAMES = 1000;

  private AtomicDirectory() {}

  /**
   * @param files by name
   * @throws Failure (files) if the directory exists, which is then left alone, or the file system
   *     says no
   */
  public static Path create(String directory, Map<String, byte[]> files) {
    Path path = new Path(directory);
    if (!written(path, files)) {
      throw FileFailures.files(path + ": exists already; it was left as it is");
    }
    return path;
  }

  /**
   * Under this name, or the first of {@code name-2}, {@code name-3}, … that is free.
   *
   * @throws Failure (files) if the file system says no
   */
  public static Path createBeside(String directory, Map<String, byte[]> files) {
    for (int number = 1; number <= MOST_NAMES; number++) {
      Path path = new Path(number == 1 ? directory : directory + "-" + number);
      if (written(path, files)) {
        return path;
      }
    }
    throw FileFailures.files(
        directory + ": exists already, and so do " + MOST_NAMES + " others beside it; remove some");
  }

  /** False if the name is taken. */
  private static boolean written(Path path, Map<String, byte[]> files) {
    Configuration configuration = new Configuration();
    FileLocation target = FileLocation.forPublishing(path, configuration);
    boolean took =
        FileFailures.unless(
            path + ": cannot be written",
            () -> CommitProtocol.of(target, configuration).tookDirectory(target, files));
    if (took) {
      Leftovers.removeOld(target, target.path().getName()::equals);
    }
    return took;
  }
}
