package io.fallline.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.registry.RegisteredModel.StateChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TidiedVersionsTest {
  @TempDir private Path directory;

  @Test
  void whoSleptThroughLosingTheLeaseRemovesNothingOfTheNextHolder() throws IOException {
    RegisteredModel model = model();
    LogEntry killed = leased(model, "killed");
    create(model, model.newDirectory(1, killed.number()));
    create(model, "." + model.newDirectory(1, killed.number()) + ".aside.tmp");
    LogEntry slow = leased(model, "slow");
    LogEntry quick = leased(model, "quick");
    String champion = model.newDirectory(1, quick.number());
    create(model, champion);
    ModelVersion version = new ModelVersion(1, champion, "", Instant.EPOCH, null, "");
    model.change(
        "quick",
        head -> new StateChange("promoted", "", head.state().published(version).promoted(1)));
    model.removeLitter(slow);
    assertEquals(List.of(champion), versions(model));
  }

  @Test
  void theNextHolderRemovesWhatWasNotPublishedAndNothingElse() throws IOException {
    RegisteredModel model = model();
    LogEntry first = leased(model, "first");
    String published = model.newDirectory(1, first.number());
    create(model, published);
    ModelVersion version = new ModelVersion(1, published, "", Instant.EPOCH, null, "");
    model.change(
        "first", head -> new StateChange("published", "", head.state().published(version)));
    LogEntry killed = leased(model, "killed");
    create(model, model.newDirectory(2, killed.number()));
    create(model, "." + model.newDirectory(2, killed.number()) + ".written.tmp");
    create(model, ".." + model.newDirectory(2, killed.number()) + ".written.tmp.removed.tmp");
    model.removeLitter(leased(model, "next"));
    assertEquals(List.of(published), versions(model));
  }

  @Test
  void probesThatWereKilledGoWhereverTheyLookedWhetherTheyCouldWrite() throws IOException {
    RegisteredModel model = model();
    leased(model, "killed");
    create(model, "x");
    List<Path> places =
        List.of(directory, directory.resolve("m"), Path.of(model.versions().toString()));
    for (Path place : places) {
      Files.createFile(place.resolve("." + UUID.randomUUID() + ".tmp"));
      Files.createFile(place.resolve(".mine.tmp"));
    }
    model.removeLitter(leased(model, "next"));
    for (Path place : places) {
      try (Stream<Path> all = Files.list(place)) {
        assertEquals(
            List.of(".mine.tmp"),
            all.map(path -> path.getFileName().toString())
                .filter(name -> name.endsWith(".tmp"))
                .toList());
      }
    }
  }

  private RegisteredModel model() {
    var path = new org.apache.hadoop.fs.Path(directory.toString());
    return new ModelRegistry(path, new Configuration()).model("m");
  }

  private static LogEntry leased(RegisteredModel model, String holder) {
    return model.change(
        holder,
        head -> {
          Lease lease = new Lease(head.number() + 1, holder, Instant.EPOCH);
          return new StateChange("leased", "", head.state().with(Optional.of(lease)));
        });
  }

  private static void create(RegisteredModel model, String name) throws IOException {
    Files.createDirectories(Path.of(model.versions().toString(), name));
  }

  private static List<String> versions(RegisteredModel model) throws IOException {
    try (Stream<Path> all = Files.list(Path.of(model.versions().toString()))) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
