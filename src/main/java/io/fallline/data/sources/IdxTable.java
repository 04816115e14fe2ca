package io.fallline.data.sources;

import io.fallline.core.failure.Failure;
import io.fallline.core.serialization.JavaSerialization;
import io.fallline.data.sources.BadRowFinder.LocatedBadRow;
import io.fallline.model.BadRow.RowProblem;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** Pairs of idx files, {@code images,labels}, as the columns {@code label} and {@code features}. */
final class IdxTable implements SourceTable {
  private static final int ROWS_OF_A_SPLIT = 4096;
  private static final StructType SCHEMA =
      new StructType()
          .add("label", DataTypes.DoubleType)
          .add("features", SQLDataTypes.VectorType());

  private final JavaSparkContext context;
  private final SerializableConfiguration hadoop;
  private final List<String> given;
  private final List<Split> splits = new ArrayList<>();
  private final List<FileVersion> stamps = new ArrayList<>();
  private long bytes;

  /** Rows from (inclusive) to (exclusive) of one pair of files. */
  private record Split(String images, String labels, int from, int to) implements Serializable {}

  private IdxTable(SparkSession session, List<String> given) {
    this.context = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.hadoop = new SerializableConfiguration(context.hadoopConfiguration());
    this.given = given;
  }

  static IdxTable open(SparkSession session, List<String> pairs) {
    IdxTable table = new IdxTable(session, pairs);
    for (String pair : pairs) {
      table.add(pair);
    }
    return table;
  }

  private void add(String pair) {
    String[] files = pair.split(",", -1);
    if (files.length != 2) {
      throw Failure.data("\"" + pair + "\": format idx takes \"images-file,labels-file\"");
    }
    String images = files[0].strip();
    String labels = files[1].strip();
    for (Path file : SourceFiles.require(List.of(images, labels), hadoop.value())) {
      stamps.add(stamp(file));
    }
    IdxHeader imagesHeader = IdxHeader.read(images, hadoop.value());
    IdxHeader labelsHeader = IdxHeader.read(labels, hadoop.value());
    if (labelsHeader.elements() != 1) {
      throw Failure.data(
          labels + ": has " + labelsHeader.elements() + " values a row, expected labels: one");
    }
    if (imagesHeader.rows() != labelsHeader.rows()) {
      throw Failure.data(
          "%s has %s rows, but %s has %s",
          images, imagesHeader.rows(), labels, labelsHeader.rows());
    }
    bytes += (long) imagesHeader.rows() * imagesHeader.elements() * imagesHeader.type().bytes();
    int rows = imagesHeader.rows();
    int each = rowsOfASplit(images, rows);
    for (int from = 0; from < rows; from += each) {
      splits.add(new Split(images, labels, from, Math.min(rows, from + each)));
    }
  }

  private FileVersion stamp(Path file) {
    try {
      return FileVersion.of(file, hadoop.value());
    } catch (IOException failed) {
      throw new UncheckedIOException(file + ": " + failed.getMessage(), failed);
    }
  }

  /** What stands before a split in a gzip file has to be unpacked for it: as few as keep busy. */
  private int rowsOfASplit(String images, int rows) {
    try {
      boolean gzip = IdxHeader.isGzip(images, hadoop.value());
      return gzip
          ? Math.max(ROWS_OF_A_SPLIT, 1 + rows / context.defaultParallelism())
          : ROWS_OF_A_SPLIT;
    } catch (IOException failed) {
      throw new UncheckedIOException(images + ": " + failed.getMessage(), failed);
    }
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public List<String> partitionColumns() {
    return List.of();
  }

  @Override
  public boolean untyped() {
    return false;
  }

  @Override
  public JavaRDD<Row> rows() {
    SerializableConfiguration configuration = hadoop;
    return context
        .parallelize(splits, Math.max(1, splits.size()))
        .flatMap(split -> read(split, configuration.value()));
  }

  @Override
  public RawRowParser parser() {
    return RawRowParser.NONE;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public List<FileVersion> files() {
    return List.copyOf(stamps);
  }

  @Override
  public String shown(Path file) {
    return new PathDisplay(given).path(file.toUri().toString());
  }

  @Override
  public String name() {
    return new PathDisplay(given).all();
  }

  @Override
  public Map<String, LocatedBadRow> firstBadByColumn(RowProblemFinder.Plan plan) {
    SerializableConfiguration configuration = hadoop;
    List<byte[]> parts =
        context
            .parallelize(splits, Math.max(1, splits.size()))
            .map(
                split ->
                    JavaSerialization.bytes(firstBad(split, plan.start(), configuration.value())))
            .collect();
    Map<String, LocatedBadRow> all = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      String labels = splits.get(i).labels();
      JavaSerialization.value(parts.get(i), HashMap.class)
          .forEach(
              (column, found) -> {
                BadRowFinder.Numbered first = (BadRowFinder.Numbered) found;
                all.putIfAbsent(
                    (String) column, new LocatedBadRow(labels, first.row(), first.complaint()));
              });
    }
    return all;
  }

  private static HashMap<String, BadRowFinder.Numbered> firstBad(
      Split split, RowProblemFinder complaints, Configuration hadoop) throws IOException {
    HashMap<String, BadRowFinder.Numbered> first = new HashMap<>();
    Iterator<Row> rows = read(split, hadoop);
    for (int row = split.from(); rows.hasNext(); row++) {
      for (RowProblem one : complaints.of(rows.next())) {
        first.putIfAbsent(one.column(), new BadRowFinder.Numbered(row + 1L, one));
      }
    }
    return first;
  }

  private static Iterator<Row> read(Split split, Configuration hadoop) throws IOException {
    IdxFileReader images = IdxFileReader.open(split.images(), split.from(), hadoop);
    IdxFileReader labels = IdxFileReader.open(split.labels(), split.from(), hadoop);
    return new Iterator<>() {
      private int row = split.from();

      @Override
      public boolean hasNext() {
        return row < split.to();
      }

      @Override
      public Row next() {
        row++;
        Row next = RowFactory.create(labels.next()[0], Vectors.dense(images.next()));
        if (!hasNext()) {
          close(images);
          close(labels);
        }
        return next;
      }
    };
  }

  private static void close(IdxFileReader rows) {
    try {
      rows.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
