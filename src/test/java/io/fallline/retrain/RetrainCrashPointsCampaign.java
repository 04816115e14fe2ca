package io.fallline.retrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegistryState;
import io.fallline.retrain.RetrainResult.Ending;
import io.fallline.store.FailingFileSystem;
import io.fallline.store.FailingHdfs;
import io.fallline.store.FileFaults;
import io.fallline.store.FileFaults.Fault;
import io.fallline.testing.Campaign;
import io.fallline.testing.LocalSpark;
import io.fallline.testing.LongTrial;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A third night of retraining, a publication without the training, a promotion and a rollback whose
 * file system fails, or whose process dies, at each call that changes a file: all the while readers
 * find a whole champion, the one before or the one after, and what is run again ends as if nothing
 * had happened.
 */
@LongTrial
class RetrainCrashPointsCampaign {
  private static final String THIRD = "third";

  @TempDir private Path directory;

  private final Configuration hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
  private CountedNights nights;
  private RegistryAt before;
  private long readings;

  @AfterEach
  void calm() {
    FileFaults.none();
    FileFaults.observe(() -> {});
  }

  @Test
  void onTheLocalFileSystemNoCrashLeavesReadersWithoutAWholeChampion() throws Exception {
    FailingFileSystem.configure(hadoop);
    tryAllPoints("raw local file system", "failing://" + directory);
  }

  @Test
  void onHdfsNoCrashLeavesReadersWithoutAWholeChampion() throws Exception {
    FailingHdfs.configure(hadoop);
    try (MiniDFSCluster cluster = SmallHdfs.start(directory, hadoop)) {
      tryAllPoints("MiniDFS", cluster.getFileSystem().getUri() + "/t");
    }
  }

  @Test
  void onAnObjectStoreNoCrashLeavesReadersWithoutAWholeChampion() throws Exception {
    tryAllPoints("an object store with conditional create", "objects://nights" + directory);
  }

  private void tryAllPoints(String where, String root) throws Exception {
    FileFaults.none();
    nights = new CountedNights(directory);
    before = new RegistryAt(root + "/before", CountedNights.MODEL, hadoop);
    for (int night = 0; night < CountedNights.FILES - 1; night++) {
      nights.bring(night);
      assertEquals(Ending.PROMOTED, nights.run(before.directory(), "night " + night));
    }
    nights.bring(CountedNights.FILES - 1);
    Set<Integer> first = Set.of(1, 2);
    Set<Integer> last = Set.of(2, 3);
    int every = Campaign.rounds(1, 10);
    tryAllPoints(where, every, new Deed("publish", 3, last, this::publish));
    tryAllPoints(where, every, new Deed("promote", 1, first, at -> at.models(1).promote()));
    tryAllPoints(where, every, new Deed("rollback", 1, first, at -> at.models(0).rollback()));
    tryAllPoints(
        where,
        Campaign.rounds(1, 97),
        new Deed(Deed.RETRAIN, 3, last, at -> nights.run(at.directory(), THIRD)));
  }

  /** What a retraining does to the registry, without the training. */
  private void publish(RegistryAt registry) {
    new RacingPublisher(registry.model(), hadoop, "publisher").attempt(Duration.ZERO, () -> {});
  }

  private void tryAllPoints(String where, int every, Deed deed) throws Exception {
    readings = 0;
    RegistryAt registry = copy("calm-" + deed.name());
    try (ChampionReader reader = watch(registry, deed)) {
      deed.doing().accept(registry);
      readings += reader.readings();
    }
    int calls = FileFaults.calls();
    ModelVersion calm = requireDone(registry, deed, "undisturbed");
    int points = 0;
    int crashed = 0;
    for (Fault fault : Fault.values()) {
      boolean reached = true;
      // not as many as were counted: the longer a night takes, the more often its lease is renewed
      for (int call = fault.ordinal() * every / 5; reached; call += every) {
        String when = deed.name() + ", " + fault + " at call " + call;
        registry = copy(deed.name() + "-" + fault + "-" + call);
        Met met = met(registry, deed, fault, call, when);
        ModelVersion version = requireDone(registry, deed, when);
        assertEquals(calm.parametersSha256(), version.parametersSha256(), when);
        reached = met.fault();
        points += reached ? 1 : 0;
        crashed += met.end() ? 1 : 0;
        registry.remove();
      }
    }
    Campaign.figure(
        "crash points of "
            + deed.name()
            + ", "
            + where
            + ": "
            + calls
            + " calls that change files, "
            + points
            + " points tried, "
            + crashed
            + " ended it; "
            + readings
            + " readings of the champion meanwhile, each of a whole one");
  }

  private RegistryAt copy(String name) throws IOException {
    FileFaults.observe(() -> {});
    FileFaults.none();
    return before.copiedTo(before.directory().replaceFirst("before$", name));
  }

  /** Whether a deed has met the fault, and whether it was ended by that. */
  private record Met(boolean fault, boolean end) {}

  /** Does the deed, and once more if it did not come to its end. */
  private Met met(RegistryAt registry, Deed deed, Fault fault, int call, String when)
      throws Exception {
    boolean ended = false;
    boolean reached;
    try (ChampionReader reader = watch(registry, deed)) {
      FileFaults.at(call, fault);
      try {
        deed.doing().accept(registry);
      } catch (Failure failure) {
        assertEquals(Failure.Kind.FILES, failure.kind(), when + ": " + failure.getMessage());
        ended = true;
      }
      reached = FileFaults.reached();
      assertTrue(reached || !ended, when);
      FileFaults.none();
      registry.requireWhole(when);
      if (ended && !deed.isDone(registry)) {
        deed.doing().accept(registry);
      }
      readings += reader.readings();
    } catch (Failure | AssertionError unexpected) {
      throw new AssertionError(when + ": " + unexpected.getMessage(), unexpected);
    }
    return new Met(reached, ended);
  }

  /** A reader that goes on by itself, and reads after every call besides. */
  private ChampionReader watch(RegistryAt registry, Deed deed) {
    Set<Integer> either = Set.of(2, deed.champion());
    ChampionReader reader = ChampionReader.begin(registry, either::contains);
    FileFaults.observe(reader::readOnce);
    FileFaults.none();
    return reader;
  }

  /** Everything as it must be in the end; the litter of the killed goes with the next night. */
  private ModelVersion requireDone(RegistryAt registry, Deed deed, String when) throws IOException {
    FileFaults.observe(() -> {});
    FileFaults.none();
    registry.requireWhole(when);
    if (deed.name().equals(Deed.RETRAIN)) {
      assertEquals(Ending.ALREADY_DONE, nights.run(registry.directory(), THIRD), when);
      assertEquals(Ending.NOTHING_NEW, nights.run(registry.directory(), "fourth"), when);
    } else {
      registry.tidyUp();
    }
    RegistryState state = registry.state();
    assertEquals(
        deed.versions(),
        state.versions().stream().map(ModelVersion::number).collect(Collectors.toSet()),
        when);
    assertEquals(deed.champion(), registry.champion().number(), when);
    registry.requireTidy(when);
    registry.requireWhole(when);
    return registry.champion();
  }
}
