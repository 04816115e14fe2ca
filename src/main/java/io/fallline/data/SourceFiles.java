package io.fallline.data;

import io.fallline.core.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** What stands at the paths of a configuration, on any Hadoop file system; patterns are allowed. */
final class SourceFiles {
  private SourceFiles() {}

  /**
   * @throws Failure DATA if there is nothing at a path
   */
  static List<Path> require(List<String> paths, Configuration hadoop) {
    List<Path> found = new ArrayList<>();
    for (String path : paths) {
      try {
        Path pattern = new Path(path);
        FileStatus[] matches = pattern.getFileSystem(hadoop).globStatus(pattern);
        if (matches == null || matches.length == 0) {
          throw Failure.data(path + ": there is no such file or directory");
        }
        Arrays.stream(matches).map(FileStatus::getPath).forEach(found::add);
      } catch (IOException failed) {
        throw new UncheckedIOException(path + ": " + failed.getMessage(), failed);
      } catch (IllegalArgumentException notAPath) {
        throw Failure.data("\"" + path + "\" is not a path: " + notAPath.getMessage());
      }
    }
    return found;
  }
}
