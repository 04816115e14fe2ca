package io.fallline.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * What tells whether a file is still the one that was read.
 *
 * @param modified in milliseconds
 */
record FileStamp(Path path, long length, long modified) {
  static FileStamp of(FileStatus status) {
    return new FileStamp(status.getPath(), status.getLen(), status.getModificationTime());
  }

  static FileStamp of(Path path, Configuration hadoop) throws IOException {
    return of(path.getFileSystem(hadoop).getFileStatus(path));
  }

  /** What has become of the file since; empty where nothing has, or nobody can tell. */
  Optional<String> change(Configuration hadoop) {
    try {
      FileStamp now = of(path, hadoop);
      return now.length == length && now.modified == modified
          ? Optional.empty()
          : Optional.of("it was " + inWords() + " and is " + now.inWords());
    } catch (FileNotFoundException e) {
      return Optional.of("it is no longer there");
    } catch (IOException e) {
      return Optional.empty(); // the failure that is being explained says more
    }
  }

  private String inWords() {
    return length + " bytes of " + Instant.ofEpochMilli(modified);
  }
}
