package io.fallline.store;

import io.fallline.core.failure.Failure;
import io.fallline.model.FileFailures;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hidden files and directories that killed writers have left in a directory. */
public final class Leftovers {
  /** No write takes this long, so its writer has ended. */
  private static final long OLD_MILLIS = TimeUnit.DAYS.toMillis(1);

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private Leftovers() {}

  /**
   * Removes leftovers of a directory in which no other process writes under these names.
   *
   * @param directory need not exist
   * @param ofNobody by the name that something was to get
   * @throws Failure (files) if the file system says no
   */
  public static void remove(
      Path directory, Configuration configuration, Predicate<String> ofNobody) {
    FileLocation place = FileLocation.of(directory, configuration);
    FileFailures.attempt(
        place.shown() + ": cannot be tidied up", () -> remove(place, isLeft(ofNobody)));
  }

  /**
   * Removes leftovers that are a day older than something that has just been written, as other
   * processes may be writing in the same directory. Both times are the file system's. Where the
   * directory may be written but not listed, they stay.
   *
   * @param ofNobody by the name that something was to get
   */
  static void removeOld(FileLocation written, Predicate<String> ofNobody) {
    Path parent = written.path().getParent();
    try {
      long now = written.files().getFileStatus(written.path()).getModificationTime();
      remove(
          new FileLocation(parent.toString(), written.files(), parent),
          isLeft(ofNobody).and(file -> now - file.getModificationTime() > OLD_MILLIS));
    } catch (IOException e) {
      // what was to be written is there, and that is what was asked for
      LOG.info("what earlier writers have left in {} stays: {}", parent, e.toString());
    }
  }

  /**
   * Removes probes; on object stores, where a probe that is in use must not be removed, only those
   * that are a day older than something that has just been written.
   *
   * @param directory need not exist
   */
  static void removeProbes(Path directory, FileLocation written, Configuration configuration) {
    FileLocation place = FileLocation.of(directory, configuration);
    FileFailures.attempt(
        place.shown() + ": cannot be tidied up",
        () -> {
          long before =
              AtomicRename.areWhole(place, configuration)
                  ? Long.MAX_VALUE
                  : written.files().getFileStatus(written.path()).getModificationTime()
                      - OLD_MILLIS;
          remove(place, isLeft(String::isEmpty).and(file -> file.getModificationTime() < before));
        });
  }

  private static Predicate<FileStatus> isLeft(Predicate<String> ofNobody) {
    return file -> TemporaryName.target(file.getPath().getName()).filter(ofNobody).isPresent();
  }

  /** Removes all probes: for file systems where a probe in use may be removed. */
  static void removeProbes(FileLocation directory) throws IOException {
    remove(directory, isLeft(String::isEmpty));
  }

  private static void remove(FileLocation directory, Predicate<FileStatus> isLeft)
      throws IOException {
    try {
      for (FileStatus file : directory.list()) {
        if (isLeft.test(file)) {
          directory.files().delete(file.getPath(), true);
        }
      }
    } catch (FileNotFoundException e) {
      return; // nobody has written there yet
    }
  }
}
