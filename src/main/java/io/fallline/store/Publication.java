package io.fallline.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.store.Manifest.FileDigest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * Writes a directory of named files that is whole or absent: aside under a hidden name, the
 * manifest last, all of it read back and compared, then renamed at once to a name that must not be
 * taken.
 *
 * <p>A failure leaves nothing behind where the file system still deletes; a process killed midway
 * leaves a hidden sibling {@code .name.<uuid>.tmp}, which no reader takes for anything.
 */
final class Publication {
  private static final int BUFFER = 1 << 16;

  private final Configuration configuration;
  private final Place target;
  private final Place aside;

  private Publication(Place target, Configuration configuration) {
    this.configuration = configuration;
    this.target = target;
    this.aside = target.sibling("." + target.path().getName() + "." + UUID.randomUUID() + ".tmp");
  }

  /**
   * @param files by name, written in this order
   * @param sections of the manifest, besides the list of files
   * @throws Failure (files) if the target exists, which is then left alone, or the file system says
   *     no
   */
  static void publish(
      Path target, Configuration configuration, Map<String, Content> files, ObjectNode sections) {
    for (String name : files.keySet()) {
      if (!Manifest.isFileName(name)) {
        throw new IllegalArgumentException("\"" + name + "\" is no name of a file in a directory");
      }
    }
    new Publication(Place.forPublishing(target, configuration), configuration)
        .publish(files, sections);
  }

  private void publish(Map<String, Content> files, ObjectNode sections) {
    try {
      requireFree();
      target.createParent();
      write(files, sections);
      rename();
    } catch (IOException e) {
      Failure failure = Trouble.with(target.shown() + ": cannot be written", e);
      aside.discardAfter(failure);
      throw failure;
    } catch (RuntimeException | Error e) {
      aside.discardAfter(e);
      throw e;
    }
  }

  private void write(Map<String, Content> files, ObjectNode sections) throws IOException {
    if (!aside.files().mkdirs(aside.path())) {
      throw new IOException("no permission to create " + aside.path().getName());
    }
    Map<String, FileDigest> digests = new LinkedHashMap<>();
    for (Map.Entry<String, Content> file : files.entrySet()) {
      digests.put(file.getKey(), write(aside.child(file.getKey()), file.getValue()));
    }
    byte[] manifest = ManifestWriter.write(sections, digests);
    // what a reader would refuse must not get its name
    Manifest.read(manifest);
    digests.put(Manifest.NAME, write(aside.child(Manifest.NAME), out -> out.write(manifest)));
    for (Map.Entry<String, FileDigest> file : digests.entrySet()) {
      requireReadsBack(file.getKey(), file.getValue());
    }
  }

  private static FileDigest write(Place file, Content content) throws IOException {
    MessageDigest digest = Fingerprint.sha256();
    try (FSDataOutputStream out = file.files().create(file.path(), false, BUFFER)) {
      OutputStream digesting = new DigestOutputStream(out, digest);
      content.writeTo(digesting);
      digesting.flush();
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync();
      }
      return new FileDigest(out.getPos(), Fingerprint.hex(digest));
    }
  }

  private void requireReadsBack(String name, FileDigest written) throws IOException {
    MessageDigest digest = Fingerprint.sha256();
    long bytes;
    try (InputStream in = aside.files().open(aside.child(name).path(), BUFFER)) {
      bytes = new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
    }
    FileDigest found = new FileDigest(bytes, Fingerprint.hex(digest));
    if (!found.equals(written)) {
      throw new IOException(
          name
              + " was written as "
              + written.bytes()
              + " bytes with SHA-256 "
              + Fingerprint.brief(written.sha256())
              + ", but reads back as "
              + bytes
              + " bytes with SHA-256 "
              + Fingerprint.brief(found.sha256()));
    }
  }

  private void requireFree() throws IOException {
    if (target.exists()) {
      throw Trouble.files(target.shown() + ": exists already; it was left as it is");
    }
  }

  private void rename() throws IOException {
    if (!Renames.took(aside, target, configuration)) {
      requireFree();
      throw new IOException("it was not renamed to this name");
    }
  }
}
