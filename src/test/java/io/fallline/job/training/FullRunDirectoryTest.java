package io.fallline.job.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import io.fallline.core.failure.Failure;
import io.fallline.job.TellingConsole;
import io.fallline.job.TerminationRequest;
import io.fallline.store.FailingFileSystem;
import io.fallline.store.FileFaults;
import io.fallline.store.FileFaults.Fault;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training whose disk is full when it writes one of its files, as Hadoop's local disks tell. */
class FullRunDirectoryTest {
  @TempDir private Path directory;
  private final List<String> told = new ArrayList<>();
  private Path configuration;
  private int trainings;

  /** The first call that changes anything after which a file of this name is there. */
  private final Map<String, Integer> appeared = new HashMap<>();

  @BeforeEach
  void learnWhichCallWritesWhat() throws IOException {
    FailingFileSystem.configure(LocalSpark.session().sparkContext().hadoopConfiguration());
    StringBuilder rows = new StringBuilder("a,label\n");
    for (int i = 0; i < 40; i++) {
      rows.append(i * 7 % 40).append(',').append(i * 7 % 40 > 19 ? 1 : 0).append('\n');
    }
    Path file = Files.writeString(directory.resolve("rows.csv"), rows);
    configuration =
        Files.writeString(
            directory.resolve("job.conf"),
            "name = t, model.loss = logistic, data { validation = 0.2, train = \""
                + file
                + "\" }, optimizer.learningRate = 0.1, training.epochs = 2");
    FileFaults.none();
    FileFaults.observe(
        () -> names(runs()).forEach(name -> appeared.putIfAbsent(name, FileFaults.calls() - 1)));
    train();
    FileFaults.observe(() -> {});
    assertEquals(List.of(), told);
  }

  @AfterEach
  void calm() {
    FileFaults.none();
    FileFaults.observe(() -> {});
  }

  @Test
  void aSummaryThatDoesNotFitLeavesNoModel() {
    // to be created, written, closed, renamed
    for (int before = 0; before < 4; before++) {
      FileFaults.at(appeared.get("summary.json") - before, Fault.REFUSED);
      Failure failure = assertThrows(Failure.class, this::train);
      assertEquals(Failure.Kind.FILES, failure.kind(), failure.getMessage());
      assertTrue(
          failure.getMessage().contains("/summary.json: cannot be written: No space left"),
          failure.getMessage());
      assertEquals(Set.of("history.jsonl", "report.html", "resolved.conf", "failure.json"), left());
    }
  }

  @Test
  void aModelThatDoesNotFitLeavesNothingOfIt() {
    FileFaults.at(appeared.get("model") - 3, Fault.REFUSED);
    Failure failure = assertThrows(Failure.class, this::train);
    assertEquals(Failure.Kind.FILES, failure.kind(), failure.getMessage());
    assertEquals(Set.of("history.jsonl", "report.html", "resolved.conf", "failure.json"), left());
  }

  @Test
  void aReportThatDoesNotFitIsAWarningForTheModelIsThere() {
    for (int before = 0; before < 4; before++) {
      told.clear();
      FileFaults.at(appeared.get("report.html") - before, Fault.REFUSED);
      train();
      assertEquals(1, told.size(), told.toString());
      assertTrue(told.get(0).startsWith("warning: no report.html was written ("), told.get(0));
      assertTrue(left().containsAll(Set.of("model", "summary.json")), left().toString());
      assertTrue(!left().contains("report.html"), left().toString());
    }
  }

  @Test
  void aFullCheckpointDirectoryIsAWarningAndTrainingGoesOn() {
    FileFaults.none();
    FileFaults.observe(
        () -> {
          if (names(checkpoints()).stream().anyMatch(name -> name.startsWith(".step-"))) {
            FileFaults.observe(() -> {});
            FileFaults.at(0, Fault.CRASH_BEFORE); // from here on nothing can be written there
          }
        });
    train("checkpoint.directory=failing://" + checkpoints(), "output.directory=" + plainRuns());
    assertTrue(FileFaults.reached());
    assertFalse(told.isEmpty());
    assertTrue(told.get(0).contains("No space left on device; training goes on"), told.get(0));
    assertTrue(left().containsAll(Set.of("model", "summary.json")), left().toString());
    assertFalse(names(checkpoints()).stream().anyMatch(name -> name.startsWith("step-")));
  }

  private void train(String... settings) {
    trainings++;
    List<String> all = new ArrayList<>();
    all.add("output.directory=failing://" + runs());
    all.addAll(List.of(settings));
    JobConfiguration job = ConfigurationFile.load(configuration, all);
    JitWarmUp warmUp = JitWarmUp.begin(job);
    warmUp.close();
    Train.run(
        LocalSpark.session(),
        job,
        new TellingConsole(text -> telling(text)),
        warmUp,
        TerminationRequest.NEVER);
  }

  private void telling(String text) {
    if (text.startsWith("warning: ")) {
      told.add(text);
    }
  }

  private Path runs() {
    return directory.resolve("runs-" + trainings);
  }

  /** Those of the next training, where nothing fails. */
  private Path plainRuns() {
    return directory.resolve("runs-" + (trainings + 1));
  }

  private Path checkpoints() {
    return directory.resolve("checkpoints");
  }

  /** What is in the directory of the run, but for events. */
  private Set<String> left() {
    try (Stream<Path> runs = Files.list(runs().resolve("t"))) {
      Set<String> names = new TreeSet<>();
      try (Stream<Path> files = Files.list(runs.findFirst().orElseThrow())) {
        files.forEach(file -> names.add(file.getFileName().toString()));
      }
      names.removeIf(name -> name.startsWith("events.out."));
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> names(Path below) {
    if (!Files.exists(below)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.walk(below, below.endsWith("checkpoints") ? 1 : 3)) {
      Set<String> names = new TreeSet<>();
      files.filter(file -> !file.equals(below)).forEach(f -> names.add(f.getFileName().toString()));
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
