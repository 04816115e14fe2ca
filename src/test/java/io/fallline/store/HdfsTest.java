package io.fallline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.model.ModelContent;
import io.fallline.model.SafetensorsTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedExceptionAction;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HdfsTest {
  @TempDir static java.nio.file.Path disk;

  private static MiniDFSCluster cluster;
  private static Configuration configuration;
  private static FileSystem files;

  @BeforeAll
  static void start() throws IOException {
    configuration = new Configuration();
    // a file's end is asked for again and again until its data node has reported: not after 400 ms
    configuration.setInt("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", 2);
    configuration.setInt("dfs.client.block.write.locateFollowingBlock.retries", 13);
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, disk.toString());
    cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
    files = cluster.getFileSystem();
    configuration = cluster.getConfiguration(0);
  }

  @AfterAll
  static void stop() {
    cluster.shutdown();
  }

  @Test
  void aModelIsPublishedOnceAndRead() throws Exception {
    Path model = new Path(files.getUri() + "/models/a/model");
    PublicationTest.publish(model, configuration);
    ModelContent read = ModelDirectory.read(model, configuration);
    SafetensorsTest.assertSame(ModelDirectoryTest.PARAMETERS, read.parameters());
    SafetensorsTest.assertSame(ModelDirectoryTest.SCALING, read.scaling());

    Failure failure =
        assertThrows(Failure.class, () -> PublicationTest.publish(model, configuration));
    assertEquals(model + ": exists already; it was left as it is", failure.getMessage());
    assertEquals(Set.of("model"), names(model.getParent()));
    assertEquals(Set.of("manifest.json", "model.safetensors", "scaling.safetensors"), names(model));
  }

  @Test
  void ofManyPublishersOfOneNameOneWins() throws Exception {
    for (int round = 0; round < 5; round++) {
      Path model = new Path("/race/model-" + round);
      assertEquals(1, PublicationTest.winners(model, configuration));
      ModelDirectory.read(model, configuration);
    }
    assertEquals(5, names(new Path("/race")).size());
  }

  @Test
  void ofManyWritersOfOneFileOneWins() throws Exception {
    Path file = new Path("/exports/model.onnx");
    assertEquals(1, NewFileTest.winners(file.toString(), configuration));
    assertEquals(Set.of("model.onnx"), names(file.getParent()));
  }

  @Test
  void anEmptyDirectoryInTheWayIsLeftAsItIs() throws IOException {
    Path model = new Path("/taken/model");
    files.mkdirs(model);
    assertThrows(Failure.class, () -> PublicationTest.publish(model, configuration));
    assertEquals(Set.of(), names(model));
    assertEquals(Set.of("model"), names(model.getParent()));
  }

  @Test
  void aRunLeavesItsFilesAndItsHistory() throws IOException {
    RunDirectory run = RunDirectory.create("/runs", "digits", configuration, Instant.EPOCH);
    assertEquals(
        "19700101-000000-2",
        RunDirectory.create("/runs", "digits", configuration, Instant.EPOCH).id());
    try (HistoryFileWriter history = run.history()) {
      history.append("{}\n");
      history.flush();
      assertEquals("{}\n", read(run.path("history.jsonl")));
    }
    run.write("summary.json", "old".getBytes(StandardCharsets.UTF_8));
    run.write("summary.json", "new".getBytes(StandardCharsets.UTF_8));
    assertEquals("new", read(run.path("summary.json")));
    assertEquals(Set.of("history.jsonl", "summary.json"), names(run.path()));
  }

  @Test
  void whoMayNotWriteIsToldSoInOneLine() throws Exception {
    Path closed = new Path("/closed");
    files.mkdirs(closed);
    files.setPermission(closed, new FsPermission("755"));
    UserGroupInformation stranger =
        UserGroupInformation.createUserForTesting("stranger", new String[] {"none"});
    Failure failure =
        stranger.doAs(
            (PrivilegedExceptionAction<Failure>)
                () -> {
                  assertThrows(
                      Failure.class, () -> WriteAccessCheck.requireWritable(closed, configuration));
                  return assertThrows(
                      Failure.class,
                      () -> RunDirectory.create("/closed", "digits", configuration, Instant.EPOCH));
                });
    assertEquals(Failure.Kind.FILES, failure.kind());
    assertEquals(1, failure.getMessage().lines().count());
    assertTrue(
        failure
            .getMessage()
            .startsWith("/closed/digits: cannot be created: Permission denied: user=stranger"),
        failure.getMessage());
  }

  private static Set<String> names(Path directory) throws IOException {
    Set<String> names = new TreeSet<>();
    Arrays.stream(files.listStatus(directory))
        .map(FileStatus::getPath)
        .map(Path::getName)
        .forEach(names::add);
    return names;
  }

  private static String read(Path file) throws IOException {
    try (var in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
