package io.fallline.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.store.FileFaults.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource
class RunDirectoryTest {
  private static final Instant NOW = Instant.parse("2031-02-03T04:05:06.789Z");

  @TempDir private java.nio.file.Path directory;
  @Parameter private Where where;
  private Path output;
  private Configuration configuration;

  @BeforeEach
  void find() {
    output = where.in(directory);
    configuration = where.configuration();
  }

  @AfterEach
  void calm() {
    FileFaults.none();
  }

  @Test
  void aRunIsNamedAfterItsSecondInUtc() {
    RunDirectory run = create();
    assertEquals("20310203-040506", run.id());
    assertEquals(output + "/digits/20310203-040506", run.path().toString());
    assertEquals(output + "/digits/20310203-040506/model", run.path("model").toString());
    assertEquals(Set.of("history.jsonl"), where.names(new Path(output, "digits/20310203-040506")));
  }

  @Test
  void whatIsNotARunStandsBesideRunsUnderItsKind() {
    RunDirectory comparison =
        RunDirectory.create(
            output.toString(),
            "digits",
            "compare",
            Map.entry("comparison.json", new byte[] {'{', '}'}),
            configuration,
            NOW);
    assertEquals(output + "/digits/compare-20310203-040506", comparison.path().toString());
    assertEquals(
        Set.of("comparison.json"), where.names(new Path(output, "digits/compare-20310203-040506")));
    assertArrayEquals(new byte[] {'{', '}'}, comparison.read("comparison.json").orElseThrow());
  }

  @Test
  void runsOfTheSameSecondGetNumbers() {
    assertEquals("20310203-040506", create().id());
    assertEquals("20310203-040506-2", create().id());
    assertEquals("20310203-040506-3", create().id());
    assertEquals(3, where.names(new Path(output, "digits")).size());
  }

  @Test
  void runsThatStartTogetherNeverShareADirectory() {
    Set<String> ids = new ConcurrentSkipListSet<>();
    IntStream.range(0, 16).parallel().forEach(i -> ids.add(create().id()));
    assertEquals(16, ids.size());
    assertEquals(ids, where.names(new Path(output, "digits")));
  }

  @Test
  void smallFilesReplaceEarlierOnes() throws IOException {
    RunDirectory run = create();
    run.write("summary.json", bytes("{}"));
    run.write("summary.json", bytes("{\"steps\":1}"));
    assertEquals("{\"steps\":1}", where.read(run.path("summary.json")));
    assertEquals(Set.of("history.jsonl", "summary.json"), where.names(run.path()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../summary.json", "a/b", "", ".", ".."})
  void namesThatLeaveTheDirectoryAreNotWritten(String name) {
    RunDirectory run = create();
    assertThrows(IllegalArgumentException.class, () -> run.write(name, new byte[0]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "a b", "../x"})
  void aRunsNameIsThatOfADirectory(String name) {
    Failure failure =
        assertThrows(
            Failure.class, () -> RunDirectory.create(output.toString(), name, configuration, NOW));
    assertEquals(Failure.Kind.CONFIGURATION, failure.kind());
  }

  @Test
  void theHistoryIsThereForOthersAfterEveryFlushWhereFilesCanGrow() throws IOException {
    RunDirectory run = create();
    Path file = run.path("history.jsonl");
    try (HistoryFileWriter history = run.history()) {
      history.append("{\"step\":1}\n");
      history.flush();
      assertEquals(where == Where.DISK ? "{\"step\":1}\n" : "", where.read(file));
      history.append("{\"step\":2}\n");
    }
    assertEquals("{\"step\":1}\n{\"step\":2}\n", where.read(file));
  }

  @Test
  void whereNothingCanBeWrittenIsKnownBeforeAnyWork() throws IOException {
    Path file = new Path(output, "runs");
    where.write(file, "mine");
    Failure failure =
        assertThrows(
            Failure.class,
            () -> RunDirectory.create(file.toString(), "digits", configuration, NOW));
    assertEquals(Failure.Kind.FILES, failure.kind());
    assertTrue(
        failure.getMessage().startsWith(file + "/digits: cannot be created: "),
        failure.getMessage());
    assertEquals("mine", where.read(file));
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED", "REPLY_LOST"})
  void whateverCallFailsARunIsThereOrNotAndLeavesNoLitter(Fault answer) throws IOException {
    boolean reached = true;
    for (int call = 0; reached; call++) {
      Path parent = new Path(where.withFaults(directory), "call-" + call);
      Path runs = new Path(parent, "digits");
      runs.getFileSystem(configuration).mkdirs(runs);
      FileFaults.at(call, answer);
      Set<String> expected = new TreeSet<>();
      try {
        expected.add(RunDirectory.create(parent.toString(), "digits", configuration, NOW).id());
      } catch (Failure e) {
        assertEquals(Failure.Kind.FILES, e.kind());
        assertTrue(e.getMessage().startsWith(parent.toString()), e.getMessage());
      }
      reached = FileFaults.reached();
      calm();
      assertEquals(expected, where.names(runs), "call " + call);
    }
  }

  @Test
  void whateverCallFailsAnEarlierFileIsThereOrTheNewOne() throws IOException {
    boolean reached = true;
    for (int call = 0; reached; call++) {
      RunDirectory run =
          RunDirectory.create(
              where.withFaults(directory).toString(), "call-" + call, configuration, NOW);
      run.write("summary.json", bytes("old"));
      FileFaults.at(call, Fault.REFUSED);
      boolean done = true;
      try {
        run.write("summary.json", bytes("new"));
      } catch (Failure e) {
        assertEquals(Failure.Kind.FILES, e.kind());
        assertTrue(
            e.getMessage().startsWith(run.path("summary.json") + ": cannot be written: "),
            e.getMessage());
        done = false;
      }
      reached = FileFaults.reached();
      calm();
      assertEquals(done ? "new" : "old", where.read(run.path("summary.json")));
      assertEquals(Set.of("history.jsonl", "summary.json"), where.names(run.path()));
    }
  }

  @Test
  void aHistoryThatCannotBeWrittenIsAFailureOfFiles() {
    String faulty = where.withFaults(directory).toString();
    RunDirectory run = RunDirectory.create(faulty, "digits", configuration, NOW);
    HistoryFileWriter history = run.history();
    FileFaults.at(0, Fault.REFUSED);
    Failure failure = assertThrows(Failure.class, () -> history.append("{}\n"));
    assertEquals(
        run.path("history.jsonl") + ": cannot be written: No space left on device",
        failure.getMessage());
  }

  private RunDirectory create() {
    return RunDirectory.create(output.toString(), "digits", configuration, NOW);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aRunThatWasIsReadAgain() {
    RunDirectory run = RunDirectory.create(output.toString(), "job", configuration, NOW);
    run.write("summary.json", bytes("{}"));
    RunDirectory again = RunDirectory.open(run.path(), configuration);
    assertEquals(run.id(), again.id());
    assertArrayEquals(bytes("{}"), again.read("summary.json").orElseThrow());
    assertEquals(Optional.empty(), again.read("report.html"));
    Failure failure =
        assertThrows(Failure.class, () -> RunDirectory.open(run.path("none"), configuration));
    assertEquals(Failure.Kind.DATA, failure.kind());
  }
}
