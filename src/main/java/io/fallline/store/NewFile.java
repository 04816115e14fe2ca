package io.fallline.store;

import io.fallline.core.failure.Failure;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/** Writes one file that is whole or absent, to a name that must not be taken. */
public final class NewFile {
  private final Configuration configuration;
  private final Place target;
  private final Place aside;

  private NewFile(Place target, Configuration configuration) {
    this.configuration = configuration;
    this.target = target;
    this.aside = target.sibling("." + target.path().getName() + "." + UUID.randomUUID() + ".tmp");
  }

  /**
   * @throws Failure (files) if there is something of that name, which is left alone
   */
  public static void requireFree(Path target, Configuration configuration) {
    try {
      new NewFile(Place.forPublishing(target, configuration), configuration).requireFree();
    } catch (IOException e) {
      throw Trouble.with(target + ": cannot be written", e);
    }
  }

  /**
   * @throws Failure (files) if there is something of that name, which is left alone, or the file
   *     system says no
   */
  public static void write(Path target, Configuration configuration, byte[] content) {
    new NewFile(Place.forPublishing(target, configuration), configuration).write(content);
  }

  private void write(byte[] content) {
    try {
      requireFree();
      target.createParent();
      try (FSDataOutputStream out = aside.files().create(aside.path(), false)) {
        out.write(content);
        if (out.hasCapability(StreamCapabilities.HSYNC)) {
          out.hsync();
        }
      }
      if (!Renames.tookFile(aside, target, configuration)) {
        requireFree();
        throw new IOException("it was not renamed to this name");
      }
    } catch (IOException e) {
      Failure failure = Trouble.with(target.shown() + ": cannot be written", e);
      aside.discardAfter(failure);
      throw failure;
    } catch (RuntimeException | Error e) {
      aside.discardAfter(e);
      throw e;
    }
  }

  private void requireFree() throws IOException {
    if (target.exists()) {
      throw Trouble.files(target.shown() + ": exists already; it was left as it is");
    }
  }
}
