package io.fallline.data.sources;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionInputStream;
import org.apache.hadoop.io.compress.Decompressor;
import org.apache.hadoop.io.compress.DeflateCodec;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.io.compress.Lz4Codec;
import org.apache.hadoop.io.compress.SnappyCodec;
import org.apache.hadoop.io.compress.SplitCompressionInputStream;
import org.apache.hadoop.io.compress.ZStandardCodec;

/**
 * Hadoop's codecs, which measure the lines of what they decompress: a few compressed bytes can be a
 * line of any length, and Spark's readers keep a whole line in memory.
 */
public final class MeteredCodecs {
  /** Hadoop's setting that lists codecs; the last one of an ending is taken. */
  static final String SETTING = "io.compression.codecs";

  private MeteredCodecs() {}

  /** The value of the setting that has these codecs stand in for those of the same endings. */
  static String over(String configured) {
    Set<String> all = new LinkedHashSet<>();
    if (configured != null && !configured.isBlank()) {
      all.addAll(List.of(configured.trim().split("\\s*,\\s*")));
    }
    for (Class<?> codec :
        List.of(Gzip.class, Deflate.class, Lz4.class, Snappy.class, Zstandard.class, Bzip2.class)) {
      all.add(codec.getName());
    }
    return String.join(",", all);
  }

  /** {@code .gz}. */
  public static final class Gzip extends GzipCodec {
    @Override
    public CompressionInputStream createInputStream(InputStream in, Decompressor decompressor)
        throws IOException {
      return new Metered(super.createInputStream(in, decompressor), getConf());
    }
  }

  /** {@code .deflate}. */
  public static final class Deflate extends DeflateCodec {
    @Override
    public CompressionInputStream createInputStream(InputStream in, Decompressor decompressor)
        throws IOException {
      return new Metered(super.createInputStream(in, decompressor), getConf());
    }
  }

  /** {@code .lz4}. */
  public static final class Lz4 extends Lz4Codec {
    @Override
    public CompressionInputStream createInputStream(InputStream in, Decompressor decompressor)
        throws IOException {
      return new Metered(super.createInputStream(in, decompressor), getConf());
    }
  }

  /** {@code .snappy}. */
  public static final class Snappy extends SnappyCodec {
    @Override
    public CompressionInputStream createInputStream(InputStream in, Decompressor decompressor)
        throws IOException {
      return new Metered(super.createInputStream(in, decompressor), getConf());
    }
  }

  /** {@code .zst}. */
  public static final class Zstandard extends ZStandardCodec {
    @Override
    public CompressionInputStream createInputStream(InputStream in, Decompressor decompressor)
        throws IOException {
      return new Metered(super.createInputStream(in, decompressor), getConf());
    }
  }

  /** {@code .bz2}; rows are counted from the beginning of a task's part of the file. */
  public static final class Bzip2 extends BZip2Codec {
    @Override
    public CompressionInputStream createInputStream(InputStream in, Decompressor decompressor)
        throws IOException {
      return new Metered(super.createInputStream(in, decompressor), getConf());
    }

    @Override
    public SplitCompressionInputStream createInputStream(
        InputStream in, Decompressor decompressor, long start, long end, READ_MODE mode)
        throws IOException {
      return new MeteredSplit(
          super.createInputStream(in, decompressor, start, end, mode), getConf());
    }
  }

  /** A stream whose lines are measured. */
  private static final class Metered extends CompressionInputStream {
    private final CompressionInputStream from;
    private final LineMeter meter;

    Metered(CompressionInputStream from, Configuration reader) throws IOException {
      super(from);
      this.from = from;
      this.meter = LineLimit.meter(reader);
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      int read = from.read(bytes, offset, count);
      meter.pass(bytes, offset, Math.max(0, read));
      return read;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
    }

    @Override
    public void resetState() throws IOException {
      from.resetState();
    }

    @Override
    public long getPos() throws IOException {
      return from.getPos();
    }
  }

  /** The same of a part of a file. */
  private static final class MeteredSplit extends SplitCompressionInputStream {
    private final SplitCompressionInputStream from;
    private final LineMeter meter;

    MeteredSplit(SplitCompressionInputStream from, Configuration reader) throws IOException {
      super(from, from.getAdjustedStart(), from.getAdjustedEnd());
      this.from = from;
      this.meter = LineLimit.meter(reader);
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      int read = from.read(bytes, offset, count);
      meter.pass(bytes, offset, Math.max(0, read));
      return read;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
    }

    @Override
    public long getAdjustedStart() {
      return from.getAdjustedStart();
    }

    @Override
    public long getAdjustedEnd() {
      return from.getAdjustedEnd();
    }

    @Override
    public void resetState() throws IOException {
      from.resetState();
    }

    @Override
    public long getPos() throws IOException {
      return from.getPos();
    }
  }
}
