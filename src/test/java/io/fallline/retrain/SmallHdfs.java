package io.fallline.retrain;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** HDFS with one data node. */
final class SmallHdfs {
  private SmallHdfs() {}

  /**
   * @param hadoop of its clients, who are told not to wait long for data nodes
   */
  static MiniDFSCluster start(Path directory, Configuration hadoop) throws IOException {
    // a file's end is asked for again and again until its data node has reported: not after 400 ms
    hadoop.setInt("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", 2);
    Configuration configuration = new Configuration(hadoop);
    configuration.setBoolean("dfs.namenode.edits.noeditlogchannelflush", true);
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.resolve("dfs").toString());
    return new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
  }
}
