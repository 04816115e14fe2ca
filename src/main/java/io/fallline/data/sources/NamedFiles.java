package io.fallline.data.sources;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Text files that are named one by one. Their lines are those that Spark's reader of text gives,
 * which has them from the same reader of Hadoop's.
 */
record NamedFiles(SparkContext context, Map<String, String> options, List<FileVersion> files)
    implements TextLines {
  /** With one of these, in small letters, Spark may read other files or other lines. */
  private static final Set<String> OF_SPARK =
      Set.of(
          "pathglobfilter",
          "modifiedbefore",
          "modifiedafter",
          "recursivefilelookup",
          "basepath",
          "ignoremissingfiles",
          "ignorecorruptfiles",
          "wholetext",
          "linesep");

  /** The same as settings of a session. */
  private static final List<String> OF_SESSION =
      List.of("spark.sql.files.ignoreMissingFiles", "spark.sql.files.ignoreCorruptFiles");

  private static final long LEAST_BYTES_OF_A_SPLIT = 4L << 20;
  private static final long MOST_BYTES_OF_A_SPLIT = 128L << 20;

  /** Empty where a path is anything else, or Spark has to find out which files are read. */
  static Optional<NamedFiles> of(
      SparkContext context, Map<String, String> options, List<String> paths) {
    boolean usual =
        options.keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .noneMatch(OF_SPARK::contains)
            && OF_SESSION.stream().noneMatch(name -> context.conf().getBoolean(name, false));
    return usual
        ? files(context.hadoopConfiguration(), paths)
            .map(found -> new NamedFiles(context, options, found))
        : Optional.empty();
  }

  private static Optional<List<FileVersion>> files(Configuration hadoop, List<String> paths) {
    List<FileVersion> files = new ArrayList<>();
    for (String text : paths) {
      Path path = SourceFiles.path(text);
      try {
        FileStatus status = path.getFileSystem(hadoop).getFileStatus(path);
        boolean hidden = path.getName().startsWith("_") || path.getName().startsWith(".");
        if (hidden || !status.isFile()) {
          return Optional.empty();
        }
        files.add(FileVersion.of(status));
      } catch (FileNotFoundException pattern) {
        return Optional.empty();
      } catch (IOException failed) {
        throw new UncheckedIOException(path + ": " + failed.getMessage(), failed);
      }
    }
    return Optional.of(files);
  }

  @Override
  public JavaRDD<byte[]> rdd() {
    try {
      Job job = Job.getInstance(context.hadoopConfiguration());
      options.forEach(job.getConfiguration()::set);
      for (FileVersion file : files) {
        FileInputFormat.addInputPath(job, new Path(SourceFiles.literal(file.path().toString())));
      }
      FileInputFormat.setMaxInputSplitSize(job, bytesOfASplit());
      return JavaSparkContext.fromSparkContext(context)
          .newAPIHadoopRDD(
              job.getConfiguration(), TextInputFormat.class, LongWritable.class, Text.class)
          .map(line -> line._2().copyBytes());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** As Spark SQL sizes them. */
  private long bytesOfASplit() {
    long each = bytes() / Math.max(1, context.defaultParallelism());
    return Math.min(MOST_BYTES_OF_A_SPLIT, Math.max(LEAST_BYTES_OF_A_SPLIT, each));
  }

  @Override
  public long bytes() {
    return files.stream().mapToLong(FileVersion::length).sum();
  }

  @Override
  public boolean haveColumns() {
    return false;
  }
}
