package io.fallline.store;

import io.fallline.core.failure.Failure;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/**
 * A directory of small files for people, without a manifest: whole or absent, and never in place of
 * another.
 */
public final class PlainDirectory {
  private static final int MOST_NAMES = 1000;

  private PlainDirectory() {}

  /**
   * @param files by name
   * @throws Failure (files) if the directory exists, which is then left alone, or the file system
   *     says no
   */
  public static Path create(String directory, Map<String, byte[]> files) {
    Path path = new Path(directory);
    if (!written(path, files)) {
      throw Trouble.files(path + ": exists already; it was left as it is");
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
    throw Trouble.files(
        directory + ": exists already, and so do " + MOST_NAMES + " others beside it; remove some");
  }

  /** False if the name is taken. */
  private static boolean written(Path path, Map<String, byte[]> files) {
    Configuration configuration = new Configuration();
    Place target = Place.forPublishing(path, configuration);
    Place aside = target.sibling("." + target.path().getName() + "." + UUID.randomUUID() + ".tmp");
    try {
      if (target.exists()) {
        return false;
      }
      target.createParent();
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Place place = aside.child(file.getKey());
        try (FSDataOutputStream out = place.files().create(place.path(), false)) {
          out.write(file.getValue());
        }
      }
      boolean took = Renames.took(aside, target, configuration);
      if (!took) {
        aside.files().delete(aside.path(), true);
      }
      return took;
    } catch (IOException e) {
      Failure failure = Trouble.with(path + ": cannot be written", e);
      aside.discardAfter(failure);
      throw failure;
    } catch (RuntimeException e) {
      aside.discardAfter(e);
      throw e;
    }
  }
}
