package io.fallline.data.sources;

import io.fallline.core.failure.Failure;
import io.fallline.data.DataSpec;
import io.fallline.model.CodePoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** The files at a training's paths, and how to train on some of them only. */
public final class SourceListing {
  private SourceListing() {}

  /**
   * All files that a loading of the training paths would read, sorted by path.
   *
   * @throws Failure DATA if there is nothing at a path; CONFIGURATION if the format has no files
   */
  public static List<SourceFile> files(SparkSession session, DataSpec spec) {
    requireFiles(spec);
    return SparkFailures.run(
        String.join(", ", spec.train()), () -> sorted(stamps(session, spec, spec.train())));
  }

  /**
   * The same training on nothing but these of its files, with the columns that their directories
   * make. Held-out paths stay as they are.
   *
   * @param files of {@link #files}, one or more
   */
  public static DataSpec only(SparkSession session, DataSpec spec, List<SourceFile> files) {
    requireFiles(spec);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("no files");
    }
    List<String> paths = files.stream().map(SourceFile::path).toList();
    if (spec.section().format().equals("idx")) {
      return spec.reading(pairs(session, spec, Set.copyOf(paths)), null);
    }
    return spec.reading(
        paths.stream().map(SourceFiles::literal).toList(), directory(session, spec).orElse(null));
  }

  /** Sorted, each once. */
  public static List<SourceFile> sorted(Collection<FileVersion> stamps) {
    return stamps.stream()
        .map(SourceFile::of)
        .distinct()
        .sorted(Comparator.comparing(SourceFile::path, CodePoints.ORDER))
        .toList();
  }

  private static void requireFiles(DataSpec spec) {
    if (!Set.of("csv", "libsvm", "parquet", "orc", "json", "idx")
        .contains(spec.section().format())) {
      throw Failure.configuration(
          "retrain.new = files tells new files from old ones, and data.format = %s has no files to "
              + "tell apart; set retrain.new to window or all",
          spec.section().format());
    }
  }

  /** As Spark lists them: as lines of text, files need not be opened to learn their columns. */
  private static List<FileVersion> stamps(SparkSession session, DataSpec spec, List<String> paths) {
    if (spec.section().format().equals("idx")) {
      return IdxTable.open(session, paths).files();
    }
    SourceFiles.require(paths, hadoop(session));
    return FileVersion.listed(
        session
            .read()
            .format("text")
            .options(LineLimit.optionsWithLimit(spec.section()))
            .load(SourceFiles.patterns(paths, hadoop(session))));
  }

  private static List<String> pairs(SparkSession session, DataSpec spec, Set<String> wanted) {
    List<String> pairs = new ArrayList<>();
    for (String pair : spec.train()) {
      Set<String> both = new HashSet<>();
      stamps(session, spec, List.of(pair)).forEach(stamp -> both.add(stamp.path().toString()));
      if (both.stream().anyMatch(wanted::contains)) {
        pairs.add(pair);
      }
    }
    return pairs;
  }

  /**
   * The one directory that is read; of several, Spark takes no columns from directory names, so
   * none are lost.
   */
  private static Optional<String> directory(SparkSession session, DataSpec spec) {
    List<Path> found = SourceFiles.require(spec.train(), hadoop(session));
    if (found.size() != 1) {
      return Optional.empty();
    }
    try {
      FileSystem system = found.get(0).getFileSystem(hadoop(session));
      return system.getFileStatus(found.get(0)).isDirectory()
          ? Optional.of(found.get(0).toString())
          : Optional.empty();
    } catch (IOException failed) {
      throw new UncheckedIOException(found.get(0) + ": " + failed.getMessage(), failed);
    }
  }

  private static Configuration hadoop(SparkSession session) {
    return session.sparkContext().hadoopConfiguration();
  }

  /**
   * A file as it was when a directory was listed.
   *
   * @param path with its file system, {@code hdfs://host/data/day=3/part-0.parquet}, and not
   *     escaped
   */
  public record SourceFile(String path, long bytes, long modifiedMillis) {
    static SourceFile of(FileVersion stamp) {
      return new SourceFile(stamp.path().toString(), stamp.length(), stamp.modified());
    }
  }
}
