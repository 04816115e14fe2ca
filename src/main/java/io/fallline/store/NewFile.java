package io.fallline.store;

import io.fallline.core.failure.Failure;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Writes one file that is whole or absent, to a name that must not be taken. */
public final class NewFile {
  private final Configuration configuration;
  private final FileLocation target;

  private NewFile(FileLocation target, Configuration configuration) {
    this.configuration = configuration;
    this.target = target;
  }

  /**
   * @throws Failure (files) if there is something of that name, which is left alone
   */
  public static void requireFree(Path target, Configuration configuration) {
    try {
      new NewFile(FileLocation.forPublishing(target, configuration), configuration).requireFree();
    } catch (IOException e) {
      throw FileFailures.with(target + ": cannot be written", e);
    }
  }

  /**
   * @throws Failure (files) if there is something of that name, which is left alone, or the file
   *     system says no
   */
  public static void write(Path target, Configuration configuration, byte[] content) {
    new NewFile(FileLocation.forPublishing(target, configuration), configuration).write(content);
  }

  /**
   * The same, of several at once for one: who comes second learns it.
   *
   * @return false if the name is taken; nothing is left behind then
   * @throws Failure (files) if the file system says no
   */
  public static boolean took(Path target, Configuration configuration, byte[] content) {
    return new NewFile(FileLocation.forPublishing(target, configuration), configuration)
        .took(content);
  }

  private void write(byte[] content) {
    if (!took(content)) {
      throw taken();
    }
    Leftovers.removeOld(target, target.path().getName()::equals);
  }

  private boolean took(byte[] content) {
    try {
      return CommitProtocol.of(target, configuration).took(target, content);
    } catch (IOException e) {
      throw FileFailures.with(target.shown() + ": cannot be written", e);
    }
  }

  private void requireFree() throws IOException {
    if (target.exists()) {
      throw taken();
    }
  }

  private Failure taken() {
    return FileFailures.files(target.shown() + ": exists already; it was left as it is");
  }
}
