package io.fallline.retrain;

import io.fallline.testing.LocalSpark;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenNightsTest {
  @TempDir private Path disk;

  @Test
  void afterTenNightsOnHdfsTheRegistryIsAsTheTableSays() throws Exception {
    Configuration hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
    Map<String, String> clients =
        SmallHdfs.SOON.entrySet().stream()
            .collect(
                Collectors.toMap(each -> "spark.hadoop." + each.getKey(), Map.Entry::getValue));
    try (MiniDFSCluster cluster = SmallHdfs.start(disk, hadoop);
        FileSystem files = FileSystem.newInstance(cluster.getURI(), cluster.getConfiguration(0))) {
      new TenNights(
              new Nights(
                  files, new org.apache.hadoop.fs.Path(files.getUri() + "/lake"), disk, clients))
          .pass();
    }
  }
}
