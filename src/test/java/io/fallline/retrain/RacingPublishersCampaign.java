package io.fallline.retrain;

import io.fallline.testing.Campaign;
import io.fallline.testing.LongTrial;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link PublishersRace}, in two threads and in two processes. */
@LongTrial
class RacingPublishersCampaign {
  private static final int ROUNDS = Campaign.rounds(1000, 20);
  private static final int ATTEMPTS = Campaign.rounds(200, 5);

  @TempDir private Path directory;

  private final Configuration hadoop = new Configuration();

  @Test
  void onTheLocalFileSystemNoTwoEverPublishUnderOneNumberOrToken() throws Exception {
    raceInThreads("local file system", directory.toString());
    raceInProcesses("local file system", directory.toString());
  }

  @Test
  void onHdfsNoTwoEverPublishUnderOneNumberOrToken() throws Exception {
    try (MiniDFSCluster cluster = SmallHdfs.start(directory, hadoop)) {
      String root = cluster.getFileSystem().getUri() + "/t";
      raceInThreads("MiniDFS", root);
      raceInProcesses("MiniDFS", root);
    }
  }

  @Test
  void onAnObjectStoreNoTwoEverPublishUnderOneNumberOrToken() throws Exception {
    raceInThreads("an object store with conditional create", "objects://race" + directory);
  }

  private void raceInThreads(String where, String root) throws Exception {
    Campaign.figure(
        "racing publishers, %s, two threads, %d rounds: %s"
            .formatted(where, ROUNDS, race(root + "/threads").inThreads(ROUNDS)));
  }

  private void raceInProcesses(String where, String root) throws Exception {
    Campaign.figure(
        "racing publishers, %s, two processes: %s"
            .formatted(where, race(root + "/processes").inProcesses(ATTEMPTS)));
  }

  private PublishersRace race(String registry) {
    return new PublishersRace(new RegistryAt(registry, "m", hadoop));
  }
}
