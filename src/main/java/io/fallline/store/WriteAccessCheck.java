package io.fallline.store;

import io.fallline.core.failure.Failure;
import io.fallline.model.FileFailures;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The check before a run that its paths can be used: they are used, and nothing is left behind. */
public final class WriteAccessCheck {
  private WriteAccessCheck() {}

  /**
   * @param path a file, a directory, or a pattern with {@code *} and {@code {a,b}}
   * @throws Failure (data) if nothing is there; (files) if it cannot be opened
   */
  public static void requireReadable(Path path, Configuration configuration) {
    FileLocation place = FileLocation.of(path, configuration);
    try {
      FileStatus[] matches = place.files().globStatus(place.path());
      if (matches == null || matches.length == 0) {
        throw Failure.data(place.shown() + ": no such file or directory");
      }
      for (FileStatus match : matches) {
        open(place, match);
      }
    } catch (IOException e) {
      throw FileFailures.with(place.shown() + ": cannot be read", e);
    }
  }

  /**
   * @param directory need not exist; then the nearest directory above it is tried
   * @throws Failure (files) if nothing can be written there, or a directory written there could not
   *     be whole
   */
  public static void requireWritable(Path directory, Configuration configuration) {
    FileLocation place = FileLocation.forPublishing(directory, configuration);
    FileFailures.attempt(
        place.shown() + ": cannot be written",
        () -> CommitProtocol.of(place, configuration).tryOut(place));
  }

  /**
   * Whether there is something of that name.
   *
   * @throws Failure (files) if the file system does not say
   */
  public static boolean exists(Path path, Configuration configuration) {
    FileLocation place = FileLocation.of(path, configuration);
    return FileFailures.unless(place.shown() + ": cannot be read", place::exists);
  }

  private static void open(FileLocation place, FileStatus status) throws IOException {
    if (status.isDirectory()) {
      for (FileStatus file : place.files().listStatus(status.getPath())) {
        if (file.isFile()) {
          open(place, file);
          return;
        }
      }
    } else {
      try (InputStream in =
          new FileLocation(place.shown(), place.files(), status.getPath()).open()) {
        in.read();
      }
    }
  }
}
