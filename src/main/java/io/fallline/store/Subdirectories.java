package io.fallline.store;

import io.fallline.model.FileFailures;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The directories within a directory: their names, and the removal of those not needed. */
public final class Subdirectories {
  private Subdirectories() {}

  /**
   * The names of the directories in a directory, hidden ones included; none where there is no such
   * directory.
   *
   * @throws io.fallline.core.failure.Failure (files) if it is a file, or cannot be read
   */
  public static List<String> names(Path path, Configuration configuration) {
    FileLocation place = FileLocation.of(path, configuration);
    try {
      FileStatus[] there = place.list();
      if (there.length == 1 && there[0].isFile() && there[0].getPath().equals(place.path())) {
        throw FileFailures.files(place.shown() + ": is a file, expected a directory");
      }
      return Arrays.stream(there)
          .filter(FileStatus::isDirectory)
          .map(status -> status.getPath().getName())
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw FileFailures.with(place.shown() + ": cannot be read", e);
    }
  }

  /**
   * @param isLitter by a directory's name
   */
  public static void remove(Path path, Configuration configuration, Predicate<String> isLitter) {
    FileLocation place = FileLocation.of(path, configuration);
    for (String name : names(path, configuration)) {
      if (isLitter.test(name)) {
        FileLocation litter = place.child(name);
        FileFailures.attempt(
            litter.shown() + ": cannot be removed",
            () -> CommitProtocol.of(litter, configuration).remove(litter));
      }
    }
  }
}
