package io.fallline.retrain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.registry.LogEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminatedRetrainTest {
  @TempDir private Path disk;

  @Test
  void whoIsEndedByASignalBeforeItTrainsGivesTheLeaseBack() throws Exception {
    FileSystem files = FileSystem.getLocal(new Configuration());
    Nights nights = new Nights(files, new org.apache.hadoop.fs.Path(disk.toUri()), disk, Map.of());
    nights.test(false);
    nights.day(1, false, false);
    int exit = nights.terminated(1, () -> nights.model().state().lease().isPresent());
    assertEquals(75, exit);
    assertEquals(Optional.empty(), nights.model().state().lease());
    assertEquals(
        List.of("leased", "released"),
        nights.model().log().all().stream().map(LogEntry::event).toList());
  }
}
