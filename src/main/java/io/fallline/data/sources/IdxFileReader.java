package io.fallline.data.sources;

import io.fallline.core.failure.Failure;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;

/** The rows of one idx file from some row on. */
final class IdxFileReader implements Closeable {
  private final String file;
  private final DataInputStream in;
  private final IdxHeader header;
  private final int rowBytes;

  private IdxFileReader(String file, DataInputStream in, IdxHeader header) {
    this.file = file;
    this.in = in;
    this.header = header;
    this.rowBytes = Math.multiplyExact(header.elements(), header.type().bytes());
  }

  static IdxFileReader open(String file, int from, Configuration hadoop) throws IOException {
    DataInputStream in = IdxHeader.open(file, hadoop);
    try {
      IdxFileReader rows = new IdxFileReader(file, in, IdxHeader.read(file, in));
      in.skipNBytes((long) from * rows.header.elements() * rows.header.type().bytes());
      return rows;
    } catch (EOFException truncated) {
      in.close();
      throw Failure.data(file + ": is shorter than its header says");
    } catch (IOException failed) {
      in.close();
      throw failed;
    }
  }

  double[] next() {
    ByteBuffer bytes = ByteBuffer.wrap(nextBytes());
    double[] row = new double[header.elements()];
    header.type().read(bytes, row);
    return row;
  }

  /** Takes memory as the bytes come: the length of a gzip file does not vouch for its header. */
  private byte[] nextBytes() {
    try {
      byte[] bytes = in.readNBytes(rowBytes);
      if (bytes.length < rowBytes) {
        throw Failure.data(file + ": is shorter than its header says");
      }
      return bytes;
    } catch (IOException failed) {
      throw new UncheckedIOException(file + ": " + failed.getMessage(), failed);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
