package io.fallline.data.sources;

import io.fallline.core.failure.Failure;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The head of an idx file: two zero bytes, the element type, the number of dimensions, the
 * dimensions; all big-endian.
 *
 * @param elements of one row
 * @param length in bytes
 */
record IdxHeader(Type type, int rows, int elements, int length) {

  /** Values of a row; more are no row of a model's inputs but a header that claims memory. */
  private static final int MOST_ELEMENTS = 1 << 24;

  /** What an element is; the names are those of the format's description. */
  enum Type {
    UNSIGNED_BYTE(8, 1),
    SIGNED_BYTE(9, 1),
    SHORT(11, 2),
    INT(12, 4),
    FLOAT(13, 4),
    DOUBLE(14, 8);

    private final int code;
    private final int bytes;

    Type(int code, int bytes) {
      this.code = code;
      this.bytes = bytes;
    }

    int bytes() {
      return bytes;
    }

    /** Reads as many values as there is room for. */
    void read(ByteBuffer in, double[] values) {
      for (int i = 0; i < values.length; i++) {
        values[i] =
            switch (this) {
              case UNSIGNED_BYTE -> in.get() & 0xff;
              case SIGNED_BYTE -> in.get();
              case SHORT -> in.getShort();
              case INT -> in.getInt();
              case FLOAT -> in.getFloat();
              case DOUBLE -> in.getDouble();
            };
      }
    }
  }

  /** Reads the head, and holds the length of a plain file against it. */
  static IdxHeader read(String file, Configuration hadoop) {
    try (DataInputStream in = open(file, hadoop)) {
      IdxHeader header = read(file, in);
      Path path = SourceFiles.path(file);
      long found = path.getFileSystem(hadoop).getFileStatus(path).getLen();
      long expected = header.length + (long) header.rows * header.elements * header.type.bytes;
      if (!isGzip(file, hadoop) && found != expected) {
        throw Failure.data(file + ": has " + found + " bytes, but its header says " + expected);
      }
      return header;
    } catch (EOFException truncated) {
      throw Failure.data(file + ": ends within its header", truncated);
    } catch (IOException failed) {
      throw new UncheckedIOException(file + ": " + failed.getMessage(), failed);
    }
  }

  static IdxHeader read(String file, DataInputStream in) throws IOException {
    int magic = in.readInt();
    int dimensions = magic & 0xff;
    Type type = null;
    for (Type each : Type.values()) {
      type = each.code == (magic >>> 8) ? each : type;
    }
    if (type == null || dimensions == 0) {
      throw Failure.data(
          String.format(
              Locale.ROOT, "%s: begins with 0x%08x, which no idx file does", file, magic));
    }
    int rows = in.readInt();
    long elements = 1;
    for (int i = 1; i < dimensions; i++) {
      int dimension = in.readInt();
      // once out of range it stays there, and never overflows
      boolean possible = dimension > 0 && elements > 0 && elements <= MOST_ELEMENTS;
      elements = possible ? elements * dimension : -1;
    }
    if (rows < 0 || elements < 1 || elements > MOST_ELEMENTS) {
      throw Failure.data(
          "%s: its header says %s rows of %s values, expected 1 to %s values",
          file, rows, elements < 1 ? "an impossible number of" : elements, MOST_ELEMENTS);
    }
    return new IdxHeader(type, rows, (int) elements, 4 + 4 * dimensions);
  }

  static DataInputStream open(String file, Configuration hadoop) throws IOException {
    Path path = SourceFiles.path(file);
    InputStream raw = path.getFileSystem(hadoop).open(path);
    try {
      return new DataInputStream(
          new java.io.BufferedInputStream(
              isGzip(file, hadoop) ? new GZIPInputStream(raw, 1 << 16) : raw, 1 << 16));
    } catch (IOException failed) {
      raw.close();
      throw failed;
    }
  }

  /** By content, as names differ. */
  static boolean isGzip(String file, Configuration hadoop) throws IOException {
    Path path = SourceFiles.path(file);
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }
}
