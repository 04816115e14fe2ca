package io.fallline.retrain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** HDFS with one data node. */
final class SmallHdfs {
  /**
   * Of clients: a file's end is asked for again and again, each time after twice as long, until its
   * data node has reported: at first not after 400 ms, and in all as long as by default.
   */
  static final Map<String, String> SOON =
      Map.of(
          "dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "2",
          "dfs.client.block.write.locateFollowingBlock.retries", "13");

  private SmallHdfs() {}

  /**
   * @param hadoop of its clients, who are told not to wait long for data nodes
   */
  static MiniDFSCluster start(Path directory, Configuration hadoop) throws IOException {
    SOON.forEach(hadoop::set);
    Configuration configuration = new Configuration(hadoop);
    configuration.setBoolean("dfs.namenode.edits.noeditlogchannelflush", true);
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.resolve("dfs").toString());
    return new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
  }
}
