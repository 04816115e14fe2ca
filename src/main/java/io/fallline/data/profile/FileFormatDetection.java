package io.fallline.data.profile;

import io.fallline.core.failure.Failure;
import io.fallline.data.sources.PathDisplay;
import io.fallline.data.sources.SourceFiles;
import io.fallline.model.CodePoints;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The format of files by their names. */
final class FileFormatDetection {
  private static final Map<String, String> BY_SUFFIX =
      Map.ofEntries(
          Map.entry("csv", "csv"),
          Map.entry("tsv", "csv"),
          Map.entry("tab", "csv"),
          Map.entry("txt", "csv"),
          Map.entry("data", "csv"),
          Map.entry("json", "json"),
          Map.entry("jsonl", "json"),
          Map.entry("ndjson", "json"),
          Map.entry("parquet", "parquet"),
          Map.entry("orc", "orc"),
          Map.entry("avro", "avro"),
          Map.entry("libsvm", "libsvm"),
          Map.entry("svm", "libsvm"),
          Map.entry("svmlight", "libsvm"));

  /** Where Delta Lake and Iceberg keep what they know of a table. */
  private static final String OF_DELTA = "_delta_log";

  private static final String OF_ICEBERG = "metadata";
  private static final List<String> COMPRESSED = List.of("gz", "bz2", "snappy", "zst", "deflate");
  private static final int DEEPEST = 16;

  private FileFormatDetection() {}

  /**
   * @throws Failure DATA if there is nothing at a path; COMMAND_LINE if its name does not tell
   */
  static String of(List<String> paths, Configuration hadoop) {
    for (Path path : SourceFiles.require(paths, hadoop)) {
      try {
        Optional<String> format = of(path, path.getFileSystem(hadoop), 0);
        if (format.isPresent()) {
          return format.get();
        }
      } catch (IOException failed) {
        throw new UncheckedIOException(path + ": " + failed.getMessage(), failed);
      }
    }
    throw Failure.commandLine(
        new PathDisplay(paths).all()
            + ": its name does not tell its format, expected --format with csv, json, parquet, orc,"
            + " libsvm, or another that is installed");
  }

  private static Optional<String> of(Path path, FileSystem files, int depth) throws IOException {
    Optional<String> named = ofName(path.getName());
    FileStatus status = files.getFileStatus(path);
    if (status.isFile() || depth == DEEPEST) {
      return named;
    }
    List<Path> inside = inside(path, files);
    for (Path each : inside) {
      if (each.getName().equals(OF_DELTA)) {
        return Optional.of("delta");
      }
      if (each.getName().equals(OF_ICEBERG)
          && inside(each, files).stream()
              .anyMatch(file -> file.getName().endsWith(".metadata.json"))) {
        throw Failure.commandLine(
            path.toString().replaceFirst("^file:", "")
                + " is a table of Iceberg, which its catalog opens: expected --format table and"
                + " --data with its name, such as lake.db.rows");
      }
    }
    for (Path each : inside) {
      if (!each.getName().startsWith("_") && !each.getName().startsWith(".")) {
        Optional<String> format = of(each, files, depth + 1);
        if (format.isPresent()) {
          return format;
        }
      }
    }
    return named;
  }

  private static List<Path> inside(Path directory, FileSystem files) throws IOException {
    try {
      return Arrays.stream(files.listStatus(directory))
          .map(FileStatus::getPath)
          .sorted(Comparator.comparing(Path::getName, CodePoints.ORDER))
          .toList();
    } catch (FileNotFoundException gone) {
      return List.of();
    }
  }

  private static Optional<String> ofName(String name) {
    String[] parts = name.toLowerCase(Locale.ROOT).split("\\.", -1);
    int last = parts.length - 1;
    if (last > 0 && COMPRESSED.contains(parts[last])) {
      last--;
    }
    return last < 1 ? Optional.empty() : Optional.ofNullable(BY_SUFFIX.get(parts[last]));
  }
}
