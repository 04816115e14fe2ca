package io.fallline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TidiedLogTest {
  @TempDir private Path directory;

  @AfterEach
  void calm() {
    FileFaults.none();
    FileFaults.observe(() -> {});
  }

  @Test
  void whoseHalfWrittenEntryWasTidiedAwayDoesNotTakeAnothersEntryForHisOwn() {
    ExclusiveAppendLog quick = log(directory.toString(), new Configuration());
    ExclusiveAppendLog slow = log("failing://" + directory, FailingFileSystem.configuration());
    AtomicBoolean tidied = new AtomicBoolean();
    FileFaults.observe(
        () -> {
          if (!names().isEmpty() && !tidied.getAndSet(true)) {
            assertTrue(quick.appended(1, by("quick")));
            quick.removeLitter();
          }
        });
    FileFaults.none();
    assertFalse(slow.appended(1, by("slow")));
    assertTrue(tidied.get());
    assertEquals("quick", slow.entries().read(1).get("by").asText());
  }

  @Test
  void onlyWhatCanNoLongerSucceedIsTidiedAway() throws IOException {
    ExclusiveAppendLog log = log(directory.toString(), new Configuration());
    assertTrue(log.appended(1, by("first")));
    Files.writeString(
        directory.resolve(".000000000001.json.0f8fad5b-d9cb-469f-a165-70867728950e.tmp"), "{");
    Path atWork =
        Files.writeString(
            directory.resolve(".000000000002.json.7c9e6679-7425-40de-944b-e07fc1f90ae7.tmp"), "{");
    log.removeLitter();
    assertEquals(Set.of("000000000001.json", atWork.getFileName().toString()), names());
  }

  private Set<String> names() {
    try (Stream<Path> there = Files.list(directory)) {
      return there.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ExclusiveAppendLog log(String directory, Configuration configuration) {
    return new ExclusiveAppendLog(new org.apache.hadoop.fs.Path(directory), configuration);
  }

  private static ObjectNode by(String writer) {
    return new ObjectMapper().createObjectNode().put("by", writer);
  }
}
