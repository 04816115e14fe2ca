package io.fallline.store;

import io.fallline.model.DirectoryManifest.FileDigest;
import io.fallline.model.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.StreamCapabilities;

/** A file that is written to its end and onto the disk, and read back. */
final class WholeFile {
  private WholeFile() {}

  /**
   * The content of a file; written from its start to its end into a stream that is not its to
   * close, and once more where another writer has taken the file's name.
   */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Closes the stream. What a file system keeps to itself until then, an object store all of it, is
   * given up if the content cannot be written: half a file must not get the name.
   */
  static FileDigest write(FSDataOutputStream stream, String name, Content content)
      throws IOException {
    MessageDigest digest = Fingerprint.sha256();
    long bytes;
    try {
      OutputStream digesting = new DigestOutputStream(stream, digest);
      content.writeTo(digesting);
      digesting.flush();
      if (stream.hasCapability(StreamCapabilities.HSYNC)) {
        stream.hsync();
      }
      bytes = stream.getPos();
    } catch (IOException | RuntimeException | Error e) {
      giveUp(stream, e);
      throw e;
    }
    stream.close();
    return new FileDigest(bytes, Fingerprint.hex(digest), name);
  }

  private static void giveUp(FSDataOutputStream stream, Throwable failure) {
    try (stream) {
      if (stream.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
        stream.abort();
      }
    } catch (IOException | RuntimeException e) {
      // HDFS throws on closing what it threw before, and nothing can be suppressed by itself
      if (e != failure) {
        failure.addSuppressed(e);
      }
    }
  }

  static void requireReadsBack(FileLocation file, FileDigest written) throws IOException {
    MessageDigest digest = Fingerprint.sha256();
    long bytes;
    try (InputStream in = file.open()) {
      bytes = new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
    }
    String sha256 = Fingerprint.hex(digest);
    if (bytes != written.bytes() || !sha256.equals(written.sha256())) {
      String first = shown(written.bytes(), written.sha256());
      throw new IOException(
          written.storedAs()
              + " was written as "
              + first
              + ", but reads back as "
              + shown(bytes, sha256));
    }
  }

  private static String shown(long bytes, String sha256) {
    return bytes + " bytes with SHA-256 " + Fingerprint.brief(sha256);
  }
}
