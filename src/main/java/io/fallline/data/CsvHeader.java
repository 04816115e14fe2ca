package io.fallline.data;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import io.fallline.core.failure.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.execution.datasources.csv.CSVUtils;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The columns of csv files. Spark's reader has a job, and code that it generates for it, find them,
 * which is half a second of a small training; of a single file the first line is read here instead.
 */
final class CsvHeader {
  /** With any of these, lines or files are not what they seem; the names are Spark's. */
  private static final Set<String> READ_BY_SPARK =
      Set.of("multiline", "linesep", "encoding", "charset", "pathglobfilter");

  private static final int LONGEST = 1 << 24;

  private CsvHeader() {}

  static StructType read(SparkSession session, Map<String, String> options, List<String> paths) {
    return ofOneFile(session, options, paths)
        .orElseGet(
            () ->
                session
                    .read()
                    .format("csv")
                    .options(options)
                    .load(SourceFiles.patterns(paths, session.sparkContext().hadoopConfiguration()))
                    .schema());
  }

  static Optional<StructType> ofOneFile(
      SparkSession session, Map<String, String> options, List<String> paths) {
    boolean plain =
        options.keySet().stream()
            .noneMatch(name -> READ_BY_SPARK.contains(name.toLowerCase(Locale.ROOT)));
    if (!plain || paths.size() != 1) {
      return Optional.empty();
    }
    CSVOptions parsed =
        new CSVOptions(
            CollectionConverters.asScala(options).toMap(scala.$less$colon$less$.MODULE$.refl()),
            true,
            "UTC");
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    String line = firstLine(new Path(paths.get(0)), hadoop, parsed);
    if (line == null) {
      return Optional.empty();
    }
    String[] cells = cells(line, parsed);
    if (cells == null) {
      return Optional.empty();
    }
    boolean caseSensitive = Boolean.parseBoolean(session.conf().get("spark.sql.caseSensitive"));
    StructType header = new StructType();
    for (String name : CSVUtils.makeSafeHeader(cells, caseSensitive, parsed)) {
      header = header.add(name, DataTypes.StringType);
    }
    return Optional.of(header);
  }

  /** Null where the line cannot be parsed, of which Spark's reader then complains. */
  private static String[] cells(String line, CSVOptions options) {
    try {
      return new CsvParser(options.asParserSettings()).parseLine(line);
    } catch (TextParsingException malformed) {
      return null;
    }
  }

  /** The first line that is neither empty nor a comment; null if this is no file, or has none. */
  private static String firstLine(Path path, Configuration hadoop, CSVOptions options) {
    try {
      FileSystem files = path.getFileSystem(hadoop);
      if (!files.exists(path) || !files.getFileStatus(path).isFile()) {
        return null; // a directory, or a pattern
      }
      CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
      try (InputStream raw = files.open(path);
          InputStream in = codec == null ? raw : codec.createInputStream(raw);
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        String mark = options.isCommentSet() ? String.valueOf(options.comment()) : null;
        String line = withoutByteOrderMark(line(path, lines));
        while (line != null && (line.isBlank() || (mark != null && line.startsWith(mark)))) {
          line = line(path, lines);
        }
        return line;
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(path + ": " + failed.getMessage(), failed);
    }
  }

  /** Null at the end; a line without end, as a few compressed bytes can be, is refused. */
  private static String line(Path path, BufferedReader in) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
      if (line.length() > LONGEST) {
        throw Failure.data(
            path + ": its first line has more than " + LONGEST + " characters, expected a header");
      }
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }

  private static String withoutByteOrderMark(String line) {
    return line != null && line.startsWith("\uFEFF") ? line.substring(1) : line;
  }
}
