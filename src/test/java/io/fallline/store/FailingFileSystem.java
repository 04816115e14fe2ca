package io.fallline.store;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/**
 * The local file system under the scheme {@code failing}, where one of the calls that change
 * anything goes wrong.
 */
final class FailingFileSystem extends RawLocalFileSystem {
  static final URI NAME = URI.create("failing:///");

  /**
   * Whether the call that fails has been carried out all the same, as when only its answer is lost.
   */
  enum Answer {
    NOT_DONE,
    DONE_BUT_LOST
  }

  private static int callsUntilFailure = Integer.MAX_VALUE;
  private static Answer answer = Answer.NOT_DONE;

  static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.setClass(
        "fs.failing.impl", FailingFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
    configuration.setClass(
        "fs.AbstractFileSystem.failing.impl",
        Delegate.class,
        org.apache.hadoop.fs.AbstractFileSystem.class);
    configuration.setBoolean("fs.failing.impl.disable.cache", true);
    configuration.set(Renames.TRUSTED_SCHEMES, "failing");
    return configuration;
  }

  /**
   * @param call from 0
   */
  static void failAt(int call, Answer answer) {
    callsUntilFailure = call;
    FailingFileSystem.answer = answer;
  }

  /** Whether the failure has been reached. */
  static boolean hasFailed() {
    return callsUntilFailure < 0;
  }

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public String getScheme() {
    return "failing";
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    return changing(() -> super.mkdirs(path));
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    return changing(() -> super.rename(from, to));
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return changing(() -> super.delete(path, recursive));
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    FSDataOutputStream out =
        changing(() -> super.create(path, overwrite, buffer, replication, block, progress));
    return new FSDataOutputStream(new FailingStream(out), statistics);
  }

  private static <T> T changing(Change<T> change) throws IOException {
    if (callsUntilFailure-- != 0) {
      return change.run();
    }
    if (answer == Answer.DONE_BUT_LOST) {
      change.run();
    }
    throw new IOException("No space left on device");
  }

  private interface Change<T> {
    T run() throws IOException;
  }

  private static final class FailingStream extends OutputStream {
    private final FSDataOutputStream out;

    private FailingStream(FSDataOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      changing(
          () -> {
            out.write(bytes, from, count);
            return null;
          });
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      changing(
          () -> {
            out.close();
            return null;
          });
    }
  }

  /** What {@code FileContext} finds under the scheme. */
  static final class Delegate extends DelegateToFileSystem {
    Delegate(URI uri, Configuration configuration) throws IOException, URISyntaxException {
      super(uri, new FailingFileSystem(), configuration, "failing", false);
    }

    /**
     * Overwrites at once, as file systems do that have such a call; Hadoop's fallback deletes
     * first.
     */
    @Override
    public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
      if (overwrite) {
        changing(() -> Files.move(disk(from), disk(to), StandardCopyOption.ATOMIC_MOVE));
      } else {
        renameInternal(from, to);
      }
    }

    private static java.nio.file.Path disk(Path path) {
      return java.nio.file.Path.of(path.toUri().getPath());
    }

    @Override
    public int getUriDefaultPort() {
      return -1;
    }
  }
}
