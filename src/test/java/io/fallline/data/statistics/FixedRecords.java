package io.fallline.data.statistics;

import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.configuration.DataSection.Scaling;
import io.fallline.core.loss.LabelKind;
import io.fallline.core.math.RandomStream;
import io.fallline.data.records.CanonicalRecordWriter;
import io.fallline.model.CellValues;
import io.fallline.model.Encoding;
import io.fallline.model.FeatureEncoder;
import io.fallline.model.Fingerprint;
import io.fallline.model.InputColumn;
import io.fallline.model.Murmur128;
import io.fallline.model.NumberParser;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;

/**
 * What is made of raw values before training: records and their hashes, texts of numbers, and the
 * statistics that scale. The same everywhere, and without Spark.
 */
public final class FixedRecords {
  private static final int VALUES = 3000;
  private static final int ROWS = 200;
  private static final int COLUMNS = 15;

  private FixedRecords() {}

  /** A line for each kind of thing: its name and a digest. */
  public static List<String> digests() {
    RandomStream random = RandomStream.of(11);
    double[] values = new double[VALUES];
    for (int i = 0; i < VALUES; i++) {
      double decimal = random.below(1_000_000) / 1000.0;
      double any = Double.longBitsToDouble(random.nextLong());
      values[i] = i % 2 == 0 || !Double.isFinite(any) ? decimal : any;
    }
    List<String> lines = new ArrayList<>(List.of(texts(values), records(values)));
    for (Scaling scaling : Scaling.values()) {
      lines.add(scales(values, scaling));
    }
    return lines;
  }

  private static String texts(double[] values) {
    MessageDigest digest = Fingerprint.sha256();
    for (double value : values) {
      String text = CellValues.text(value);
      digest.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      digest.update(ByteBuffer.allocate(8).putDouble(0, NumberParser.parse(text)));
      digest.update((byte) FeatureEncoder.bucket(new Murmur128(), "column", text, 8));
    }
    return line("texts of numbers", digest);
  }

  private static String records(double[] values) {
    MessageDigest digest = Fingerprint.sha256();
    CanonicalRecordWriter writer = new CanonicalRecordWriter();
    for (int i = 0; i + COLUMNS <= values.length; i += COLUMNS) {
      writer.start();
      for (int j = 0; j < COLUMNS; j++) {
        writer.number(values[i + j]);
        writer.text(NumberParser.show(values[i + j]));
      }
      digest.update(writer.finish(values[i]).copy());
    }
    return line("records", digest);
  }

  private static String scales(double[] values, Scaling scaling) {
    ShardStatistics left = statistics(values, 0);
    ShardStatistics both = left.add(statistics(values, ROWS / 2));
    List<InputColumn> columns = new ArrayList<>();
    for (int j = 0; j < COLUMNS; j++) {
      columns.add(InputColumn.number("column" + j));
    }
    Encoding unscaled =
        new Encoding(
            "label",
            null,
            null,
            LabelKind.NUMBER,
            columns,
            0,
            MissingValues.MEAN,
            scaling,
            false,
            null,
            null,
            null,
            null);
    FeatureScales scales = FeatureScales.of(unscaled, both, true, new BitSet());
    MessageDigest digest = Fingerprint.sha256();
    for (double[] each : List.of(scales.center(), scales.scale(), scales.fill())) {
      for (double number : each) {
        digest.update(ByteBuffer.allocate(8).putDouble(0, number));
      }
    }
    return line("scaling " + scaling, digest);
  }

  /** Of as many rows as half of them; every eighth value is 0 or missing. */
  private static ShardStatistics statistics(double[] values, int firstRow) {
    ShardStatistics statistics = new ShardStatistics(0, COLUMNS);
    MomentsBuilder moments = new MomentsBuilder(COLUMNS, false);
    for (int i = firstRow; i < firstRow + ROWS / 2; i++) {
      statistics.addRow(1);
      for (int j = 0; j < COLUMNS; j++) {
        double value = values[i * COLUMNS + j];
        boolean usable = Math.abs(value) < 1e150 && (i + j) % 8 != 0;
        moments.add(j, usable ? value : i % 2 == 0 ? 0 : Double.NaN, 1);
      }
    }
    statistics.moments = moments.take();
    return statistics;
  }

  private static String line(String what, MessageDigest digest) {
    return what + " | " + HexFormat.of().formatHex(digest.digest());
  }
}
