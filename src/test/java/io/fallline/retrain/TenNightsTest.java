package io.fallline.retrain;

import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenNightsTest {
  @TempDir private Path disk;

  @Test
  void afterTenNightsOnHdfsTheRegistryIsAsTheTableSays() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, disk.resolve("dfs").toString());
    try (MiniDFSCluster cluster =
            new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
        FileSystem files = FileSystem.newInstance(cluster.getURI(), cluster.getConfiguration(0))) {
      new TenNights(
              new Nights(
                  files, new org.apache.hadoop.fs.Path(files.getUri() + "/lake"), disk, Map.of()))
          .pass();
    }
  }
}
