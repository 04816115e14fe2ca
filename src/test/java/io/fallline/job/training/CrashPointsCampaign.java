package io.fallline.job.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.job.TerminationRequest;
import io.fallline.job.training.CheckpointedTraining.Ended;
import io.fallline.store.CheckpointStore;
import io.fallline.store.FailingFileSystem;
import io.fallline.store.FailingHdfs;
import io.fallline.store.FileFaults;
import io.fallline.store.FileFaults.Fault;
import io.fallline.store.ModelDirectory;
import io.fallline.testing.Campaign;
import io.fallline.testing.LocalSpark;
import io.fallline.testing.LongTrial;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A checkpointed training whose file system fails, or whose process dies, at each call that changes
 * a file: started again it ends as if nothing had happened, and no reader ever meets half a
 * directory.
 */
@LongTrial
class CrashPointsCampaign {
  /** Three epochs of two steps and a step more: four checkpoints, two of them removed again. */
  private static final int STEPS = 7;

  private static final int EPOCH = 2;
  private static final long SECONDS = 60;

  @TempDir private Path directory;

  private final Configuration hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
  private CheckpointedTraining training;
  private String base;

  @AfterEach
  void calm() {
    FileFaults.none();
    FileFaults.observe(() -> {});
  }

  @Test
  void onTheLocalFileSystemNoCrashAndNoErrorChangesTheResult() throws Exception {
    FailingFileSystem.configure(hadoop);
    tryAllPoints("raw local file system", "failing://" + directory);
  }

  @Test
  void onHdfsNoCrashAndNoErrorChangesTheResult() throws Exception {
    FailingHdfs.configure(hadoop);
    // a file's end is asked for again and again until its data node has reported: not after 400 ms
    hadoop.setInt("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", 2);
    hadoop.setInt("dfs.client.block.write.locateFollowingBlock.retries", 13);
    hadoop.setBoolean("dfs.namenode.edits.noeditlogchannelflush", true);
    Configuration configuration = new Configuration(hadoop);
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.resolve("dfs").toString());
    try (MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(configuration).numDataNodes(1).build()) {
      tryAllPoints("MiniDFS", cluster.getFileSystem().getUri() + "/t");
    }
  }

  @Test
  void onAnObjectStoreNoCrashAndNoErrorChangesTheResult() throws Exception {
    tryAllPoints("an object store with conditional create", "objects://crashes" + directory);
  }

  private void tryAllPoints(String where, String root) throws Exception {
    training = new CheckpointedTraining(directory);
    training.loadOnce();
    base = root + "/calm";
    FileFaults.none();
    FileFaults.observe(this::requireWholeDirectories);
    Ended undisturbed = train(new InStep());
    int calls = FileFaults.calls();
    FileFaults.observe(() -> {});
    int points = 0;
    int crashed = 0;
    for (Fault fault : EnumSet.allOf(Fault.class)) {
      int every = Campaign.rounds(1, 61);
      for (int call = fault.ordinal() * every / 5; call < calls; call += every) {
        base = root + "/" + fault + "-" + call;
        FileFaults.at(call, fault);
        boolean ended = endsLike(undisturbed, fault + " at call " + call);
        assertTrue(FileFaults.reached(), fault + " at call " + call + " was not reached");
        FileFaults.none();
        requireWholeDirectories();
        points++;
        if (!ended) {
          crashed++;
          Ended again = train(TerminationRequest.NEVER);
          assertEquals(undisturbed.parameters(), again.parameters(), fault + " at call " + call);
          assertEquals(undisturbed.history(), again.history(), fault + " at call " + call);
          requireNoLitter(fault + " at call " + call);
        }
      }
    }
    Campaign.figure(
        "crash points, "
            + where
            + ": "
            + calls
            + " calls that change files, "
            + points
            + " points tried, "
            + crashed
            + " ended the training, all with the same bits and history in the end");
  }

  private Ended train(TerminationRequest termination) throws IOException {
    return training.run(
        termination,
        "output.directory=" + base + "/runs",
        "checkpoint.directory=" + base + "/checkpoints",
        "checkpoint.keep=2",
        "training.engine=jobs",
        "training.batchSize=48",
        "training.maxSteps=" + STEPS);
  }

  /** Whether it came to its end, which then must be the right one. */
  private boolean endsLike(Ended undisturbed, String when) throws IOException {
    try {
      Ended ended = train(new InStep());
      assertEquals(undisturbed.parameters(), ended.parameters(), when);
      assertEquals(undisturbed.history(), ended.history(), when);
      return true;
    } catch (Failure failure) {
      assertEquals(Failure.Kind.FILES, failure.kind(), when + ": " + failure.getMessage());
      return false;
    }
  }

  /** What a reader at this moment would see. */
  private void requireWholeDirectories() {
    var checkpoints = new org.apache.hadoop.fs.Path(base, "checkpoints");
    CheckpointStore store = CheckpointStore.open(checkpoints, hadoop);
    store.steps().forEach(store::read);
    for (FileStatus run : list(base + "/runs/t")) {
      for (FileStatus entry : list(run.getPath().toString())) {
        if (entry.getPath().getName().equals("model") && isVisible(entry)) {
          ModelDirectory.read(entry.getPath(), hadoop);
        }
      }
    }
  }

  /** On an object store a directory grows under its name; before its manifest it is none. */
  private boolean isVisible(FileStatus directory) {
    return !directory.getPath().toUri().getScheme().equals("objects")
        || Arrays.stream(list(directory.getPath().toString()))
            .anyMatch(file -> file.getPath().getName().equals("manifest.json"));
  }

  private void requireNoLitter(String when) {
    Set<String> names = new TreeSet<>();
    for (FileStatus entry : list(base + "/checkpoints")) {
      names.add(entry.getPath().getName());
    }
    assertEquals(Set.of("step-000000000006", "step-000000000007"), names, when);
  }

  private FileStatus[] list(String path) {
    var listed = new org.apache.hadoop.fs.Path(path);
    try {
      FileSystem files = listed.getFileSystem(hadoop);
      return files.listStatus(listed);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets a step begin once the checkpoints before it are written, so that calls have one order. */
  private final class InStep implements TerminationRequest {
    private long taken;

    @Override
    public void trainingBegins() {}

    @Override
    public boolean isAsked() {
      long due = Math.max(0, taken++ - 1) / EPOCH * EPOCH; // the last step's is not begun yet
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      while (!FileFaults.reached() && !isWritten(due)) {
        assertTrue(System.nanoTime() < end, "no checkpoint after step " + due);
        LockSupport.parkNanos(100_000);
      }
      return false;
    }

    private boolean isWritten(long due) {
      FileStatus[] there = list(base + "/checkpoints");
      long visible =
          Arrays.stream(there)
              .filter(entry -> entry.getPath().getName().startsWith("step-"))
              .filter(CrashPointsCampaign.this::isVisible)
              .count();
      return due == 0
          || (there.length == visible && visible == Math.min(2, due / EPOCH))
              && list(base + "/checkpoints/step-%012d".formatted(due)).length > 0;
    }

    @Override
    public void trainingEnds() {}
  }
}
