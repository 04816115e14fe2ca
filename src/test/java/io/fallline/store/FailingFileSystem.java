package io.fallline.store;

import java.io.IOException;
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
public final class FailingFileSystem extends RawLocalFileSystem {
  static final URI NAME = URI.create("failing:///");

  /** Knows the scheme. */
  static Configuration configuration() {
    Configuration configuration = new Configuration();
    configure(configuration);
    return configuration;
  }

  /** Makes the scheme known. */
  public static void configure(Configuration configuration) {
    configuration.setClass(
        "fs.failing.impl", FailingFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
    configuration.setClass(
        "fs.AbstractFileSystem.failing.impl",
        Delegate.class,
        org.apache.hadoop.fs.AbstractFileSystem.class);
    configuration.setBoolean("fs.failing.impl.disable.cache", true);
    configuration.set(AtomicRename.TRUSTED_SCHEMES, "failing");
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
    return FileFaults.changing(() -> super.mkdirs(path));
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    return FileFaults.changing(() -> super.rename(from, to));
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return FileFaults.changing(() -> super.delete(path, recursive));
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
        FileFaults.changing(
            () -> super.create(path, overwrite, buffer, replication, block, progress));
    return new FSDataOutputStream(new FailingStream(out, true), statistics);
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
        FileFaults.changing(() -> Files.move(disk(from), disk(to), StandardCopyOption.ATOMIC_MOVE));
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
