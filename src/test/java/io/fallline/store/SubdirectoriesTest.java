package io.fallline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubdirectoriesTest {
  private static final int DIRECTORIES = 100;
  private static final int REMOVERS = 4;

  @TempDir private java.nio.file.Path disk;

  @Test
  void severalMayRemoveTheSameAtOnce() throws Exception {
    requireRemovedByAll(new Path(disk.toString(), "versions"), new Configuration());
  }

  @Test
  void severalMayRemoveTheSameAtOnceOnHdfs() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, disk.toString());
    try (MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(configuration).numDataNodes(1).build()) {
      requireRemovedByAll(
          new Path(cluster.getFileSystem().getUri() + "/versions"), cluster.getConfiguration(0));
    }
  }

  private static void requireRemovedByAll(Path path, Configuration configuration) throws Exception {
    FileSystem files = path.getFileSystem(configuration);
    for (int number = 0; number < DIRECTORIES; number++) {
      files.create(new Path(path, "litter-" + number + "/model.safetensors")).close();
    }
    files.create(new Path(path, "kept/model.safetensors")).close();
    ExecutorService removers = Executors.newFixedThreadPool(REMOVERS);
    try {
      Callable<Void> remover =
          () -> {
            Subdirectories.remove(path, configuration, name -> !name.equals("kept"));
            return null;
          };
      for (Future<Void> removed : removers.invokeAll(Collections.nCopies(REMOVERS, remover))) {
        removed.get();
      }
    } finally {
      removers.shutdownNow();
    }
    assertEquals(List.of("kept"), Subdirectories.names(path, configuration));
  }
}
