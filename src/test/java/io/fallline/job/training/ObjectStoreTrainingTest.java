package io.fallline.job.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.job.training.CheckpointedTraining.Ended;
import io.fallline.testing.LocalSpark;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreTrainingTest {
  @TempDir private Path directory;

  @Test
  void aTrainingOnAnObjectStoreIsInterruptedAndGoesOnToTheSameBits() throws Exception {
    CheckpointedTraining training = new CheckpointedTraining(directory);
    Ended calm = training.run();
    String base = "objects://trainings" + directory;
    String[] there = {
      "output.directory=" + base + "/runs",
      "checkpoint.directory=" + base + "/checkpoints",
      "checkpoint.keep=2"
    };
    training.interrupt(77, there);
    assertTrue(names(base + "/checkpoints").contains("step-000000000077"));
    Ended resumed = training.run(there);
    assertEquals(calm.parameters(), resumed.parameters());
    assertEquals(calm.history(), resumed.history());
    assertEquals(2, names(base + "/checkpoints").size());
    assertEquals(
        List.of("manifest.json", "model.safetensors", "scaling.safetensors"),
        names(resumed.summary().path("model").asText()));
  }

  private static List<String> names(String directory) throws Exception {
    var path = new org.apache.hadoop.fs.Path(directory);
    FileSystem files =
        path.getFileSystem(LocalSpark.session().sparkContext().hadoopConfiguration());
    return Arrays.stream(files.listStatus(path))
        .map(FileStatus::getPath)
        .map(org.apache.hadoop.fs.Path::getName)
        .sorted()
        .toList();
  }
}
