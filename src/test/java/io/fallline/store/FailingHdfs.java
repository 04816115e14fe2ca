package io.fallline.store;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.util.Progressable;

/** HDFS, where one of the calls that change anything goes wrong, as {@link FileFaults} has it. */
public final class FailingHdfs extends DistributedFileSystem {

  /** Has it in place of HDFS. */
  public static void configure(Configuration configuration) {
    configuration.setClass(
        "fs.hdfs.impl", FailingHdfs.class, org.apache.hadoop.fs.FileSystem.class);
    configuration.setClass(
        "fs.AbstractFileSystem.hdfs.impl",
        Delegate.class,
        org.apache.hadoop.fs.AbstractFileSystem.class);
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    return FileFaults.changing(() -> super.mkdirs(path, permission));
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return FileFaults.changing(() -> super.delete(path, recursive));
  }

  @Override
  public void rename(Path from, Path to, Options.Rename... options) throws IOException {
    FileFaults.changing(
        () -> {
          super.rename(from, to, options);
          return null;
        });
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      EnumSet<CreateFlag> flags,
      int buffer,
      short replication,
      long block,
      Progressable progress,
      Options.ChecksumOpt checksum)
      throws IOException {
    FSDataOutputStream out =
        FileFaults.changing(
            () ->
                super.create(
                    path, permission, flags, buffer, replication, block, progress, checksum));
    return new FSDataOutputStream(new FailingStream(out, false), statistics);
  }

  /** What {@code FileContext} finds under the scheme. */
  static final class Delegate extends DelegateToFileSystem {
    Delegate(URI uri, Configuration configuration) throws IOException, URISyntaxException {
      super(uri, of(uri, configuration), configuration, "hdfs", true);
    }

    private static FailingHdfs of(URI uri, Configuration configuration) throws IOException {
      return (FailingHdfs) org.apache.hadoop.fs.FileSystem.get(uri, configuration);
    }

    @Override
    public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
      ((FailingHdfs) fsImpl)
          .rename(from, to, overwrite ? Options.Rename.OVERWRITE : Options.Rename.NONE);
    }

    @Override
    public int getUriDefaultPort() {
      return 8020;
    }
  }
}
