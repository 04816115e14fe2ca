package io.fallline.clusters;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * HDFS, and YARN with two machines if wanted, in this process: real daemons, whose containers are
 * processes. Clients find them by the files of {@link #configurationDirectory}.
 */
public final class HadoopCluster implements AutoCloseable {
  private static final int NODES = 2;
  private static final int NODE_MEGABYTES = 6144;

  private final Path configurationDirectory;
  private final MiniDFSCluster hdfs;
  private MiniYARNCluster yarn;

  private HadoopCluster(Path directory) throws IOException {
    configurationDirectory = Files.createDirectories(directory.resolve("hadoop-conf"));
    Configuration configuration = new Configuration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.resolve("hdfs").toString());
    hdfs = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
    Configuration clients = new Configuration(false);
    clients.set("fs.defaultFS", hdfs.getURI().toString());
    write(clients, "core-site.xml");
  }

  /** HDFS alone. */
  public static HadoopCluster hdfs(Path directory) throws IOException {
    return new HadoopCluster(directory);
  }

  /** HDFS and YARN. */
  public static HadoopCluster yarn(Path directory) throws IOException {
    HadoopCluster cluster = new HadoopCluster(directory);
    try {
      cluster.startYarn();
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void startYarn() throws IOException {
    YarnConfiguration configuration = new YarnConfiguration(hdfs.getConfiguration(0));
    configuration.setInt(YarnConfiguration.NM_PMEM_MB, NODE_MEGABYTES);
    configuration.setInt("yarn.minicluster.yarn.nodemanager.resource.memory-mb", NODE_MEGABYTES);
    configuration.setInt(YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB, 256);
    configuration.set("yarn.scheduler.capacity.root.queues", "default");
    configuration.set("yarn.scheduler.capacity.root.default.capacity", "100");
    // one of two trainings may have its driver here as well
    configuration.set("yarn.scheduler.capacity.maximum-am-resource-percent", "0.8");
    // a full disk of the machine that tests is not what they are about
    configuration.set(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "99.9");
    configuration.setBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, false);
    configuration.set(YarnConfiguration.RM_BIND_HOST, "127.0.0.1");
    yarn = new MiniYARNCluster("fallline", 1, NODES, 1, 1);
    yarn.init(configuration);
    yarn.start();
    Configuration clients = new Configuration(false);
    for (String key :
        new String[] {
          YarnConfiguration.RM_ADDRESS,
          YarnConfiguration.RM_SCHEDULER_ADDRESS,
          YarnConfiguration.RM_HOSTNAME
        }) {
      clients.set(key, yarn.getConfig().get(key));
    }
    write(clients, "yarn-site.xml");
  }

  private void write(Configuration configuration, String name) throws IOException {
    try (OutputStream out = Files.newOutputStream(configurationDirectory.resolve(name))) {
      configuration.writeXml(out);
    }
  }

  /** For {@code HADOOP_CONF_DIR}. */
  public Path configurationDirectory() {
    return configurationDirectory;
  }

  public FileSystem files() throws IOException {
    return hdfs.getFileSystem();
  }

  /** {@code hdfs://127.0.0.1:PORT}. */
  public String url() {
    return hdfs.getURI().toString();
  }

  @Override
  public void close() throws IOException {
    if (yarn != null) {
      yarn.close();
    }
    hdfs.shutdown();
  }
}
