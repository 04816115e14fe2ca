package io.fallline.data.sources;

import io.fallline.core.failure.Failure;
import io.fallline.core.failure.MissingClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.VersionInfo;

/** What stands at the paths of a configuration, on any Hadoop file system; patterns are allowed. */
public final class SourceFiles {
  private static final String MAGIC = "{}[]*?";

  /** What Hadoop says. */
  private static final String MALFORMED = "Illegal file pattern";

  private SourceFiles() {}

  /**
   * @throws Failure DATA if there is nothing at a path; FILES if its file system is not installed
   */
  public static List<Path> require(List<String> paths, Configuration hadoop) {
    List<Path> found = new ArrayList<>();
    for (String path : paths) {
      try {
        Path pattern = path(pattern(path, hadoop));
        FileStatus[] matches = fileSystem(pattern, hadoop).globStatus(pattern);
        if (matches == null || matches.length == 0) {
          throw Failure.data(path + ": there is no such file or directory");
        }
        Arrays.stream(matches).map(FileStatus::getPath).forEach(found::add);
      } catch (IOException failed) {
        if (String.valueOf(failed.getMessage()).startsWith(MALFORMED)) {
          throw Failure.data(
              path
                  + ": there is no such file or directory, and it is no pattern; expected a path, in which \\ may stand before any of []{}*?",
              failed);
        }
        throw new UncheckedIOException(path + ": " + failed.getMessage(), failed);
      } catch (IllegalArgumentException refused) {
        throw refused(path, refused);
      }
    }
    return found;
  }

  /**
   * @throws Failure DATA if it is a path on no file system
   */
  static Path path(String text) {
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) { // it names Java's class of addresses
      throw Failure.data(
          "\""
              + text
              + "\" is not a path; a path may have its file system before it (hdfs://host/x), and ./ where a name"
              + " has a colon (./a:b)",
          e);
    }
  }

  /** How Hadoop also says that a host is not known. */
  private static Failure refused(String path, IllegalArgumentException refused) {
    return refused.getCause() instanceof UnknownHostException unknown
        ? new Failure(
            Failure.Kind.FILES,
            path + ": its file system cannot be reached: there is no host " + unknown.getMessage(),
            refused)
        : Failure.data("\"" + path + "\" is not a path: " + refused.getMessage(), refused);
  }

  /** As Spark takes them, which has patterns for paths. */
  static String[] patterns(List<String> paths, Configuration hadoop) {
    return paths.stream().map(path -> pattern(path, hadoop)).toArray(String[]::new);
  }

  /** A path that exists as it is written stands for itself alone, whatever is in its name. */
  private static String pattern(String path, Configuration hadoop) {
    if (path.chars().anyMatch(Character::isISOControl)) {
      throw Failure.data(
          "\"%s\" is not a path: it has a line end or another control character; rename the file",
          path);
    }
    if (path.chars().noneMatch(c -> MAGIC.indexOf(c) >= 0)) {
      return path;
    }
    Path literal = path(path);
    try {
      return fileSystem(literal, hadoop).exists(literal) ? literal(path) : path;
    } catch (IOException failed) {
      throw new UncheckedIOException(path + ": " + failed.getMessage(), failed);
    }
  }

  /** The pattern that nothing but this path matches. */
  static String literal(String path) {
    return path.replaceAll("[\\\\{}\\[\\]*?]", "\\\\$0");
  }

  private static FileSystem fileSystem(Path path, Configuration hadoop) throws IOException {
    try {
      return path.getFileSystem(hadoop);
    } catch (RuntimeException | LinkageError failed) {
      Optional<String> missing = MissingClass.in(failed, VersionInfo.getVersion());
      if (missing.isPresent()) {
        throw new Failure(
            Failure.Kind.FILES,
            path + ": its file system cannot be reached: " + missing.get(),
            failed);
      }
      throw failed;
    }
  }
}
