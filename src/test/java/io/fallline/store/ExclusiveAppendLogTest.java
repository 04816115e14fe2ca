package io.fallline.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.model.DirectoryFiles;
import io.fallline.model.NumberedLogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusiveAppendLogTest {
  @TempDir private Path directory;
  private Path place;
  private ExclusiveAppendLog log;

  @BeforeEach
  void open() {
    place = directory.resolve("log");
    log =
        new ExclusiveAppendLog(
            new org.apache.hadoop.fs.Path(place.toString()), new Configuration());
  }

  @Test
  void whereNobodyHasWrittenThereIsNoEntry() {
    assertEquals(0, log.entries().newest());
    assertEquals(0, new NumberedLogReader(new DirectoryFiles.Local(place)).newest());
    log.removeLitter();
    refused(1, "000000000001.json is missing, expected an entry of a log");
  }

  @Test
  void entriesAreReadAsTheyWereWrittenWithAndWithoutHadoop() {
    assertTrue(log.appended(1, entry("one")));
    assertTrue(log.appended(2, entry("two")));
    for (NumberedLogReader entries :
        List.of(log.entries(), new NumberedLogReader(new DirectoryFiles.Local(place)))) {
      assertEquals(2, entries.newest());
      assertEquals("one", entries.read(1).get("what").asText());
      assertEquals("two", entries.read(2).get("what").asText());
    }
  }

  @Test
  void aNumberIsGivenOnceAndItsEntryStaysAsItIs() throws IOException {
    assertTrue(log.appended(1, entry("mine")));
    byte[] mine = Files.readAllBytes(file(1));
    assertFalse(log.appended(1, entry("yours")));
    assertFalse(log.appended(1, entry("mine")), "equal members do not make it the same writer");
    assertEquals("mine", log.entries().read(1).get("what").asText());
    assertEquals(List.of(file(1)), files(), "the one that lost has left something");
    assertArrayEquals(mine, Files.readAllBytes(file(1)));
  }

  @Test
  void whatIsNoEntryIsNotTakenForOne() throws IOException {
    log.appended(1, entry("one"));
    for (String name : List.of(".000000000009.json.tmp", "9.json", "000000000009.json.bak")) {
      Files.writeString(place.resolve(name), "{}");
    }
    assertEquals(1, log.entries().newest());
    assertEquals(1, new NumberedLogReader(new DirectoryFiles.Local(place)).newest());
  }

  @Test
  void anEntryNumberedInOtherDigitsIsNamedWithTheNameThatItShouldHave() throws IOException {
    Encodable.assume("۱");
    assertTrue(log.appended(1, entry("one")));
    Files.move(file(1), place.resolve("۰۰۰۰۰۰۰۰۰۰۰۱.json"));
    for (NumberedLogReader entries :
        List.of(log.entries(), new NumberedLogReader(new DirectoryFiles.Local(place)))) {
      Failure refused = assertThrows(Failure.class, entries::newest);
      assertEquals(Failure.Kind.DATA, refused.kind());
      assertTrue(
          refused.getMessage().startsWith(place + "/۰۰۰۰۰۰۰۰۰۰۰۱.json: its number is not in"),
          refused.getMessage());
      assertTrue(
          refused.getMessage().contains("rename it to 000000000001.json,"), refused.getMessage());
    }
    Files.move(place.resolve("۰۰۰۰۰۰۰۰۰۰۰۱.json"), file(1));
    assertEquals("one", log.entries().read(log.entries().newest()).get("what").asText());
  }

  @Test
  void everyFlippedBitIsRefusedWithTheFile() throws IOException {
    log.appended(1, entry("one"));
    byte[] whole = Files.readAllBytes(file(1));
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 1;
      Files.write(file(1), flipped);
      for (NumberedLogReader entries :
          List.of(log.entries(), new NumberedLogReader(new DirectoryFiles.Local(place)))) {
        Failure refused = assertThrows(Failure.class, () -> entries.read(1), "byte " + at);
        assertEquals(Failure.Kind.DATA, refused.kind(), "byte " + at);
        assertTrue(
            refused.getMessage().startsWith(file(1) + " cannot be used: "), refused.getMessage());
      }
    }
  }

  @Test
  void aShortenedEntryIsRefused() throws IOException {
    log.appended(1, entry("one"));
    byte[] whole = Files.readAllBytes(file(1));
    for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
      Files.write(file(1), java.util.Arrays.copyOf(whole, length));
      refused(1, "000000000001.json cannot be used: ");
    }
  }

  @Test
  void onlyWhatIsHalfWrittenIsLitter() throws IOException {
    log.appended(1, entry("one"));
    Path note = Files.writeString(place.resolve("README.tmp"), "mine");
    Path half =
        Files.writeString(
            place.resolve(".000000000001.json.0f8fad5b-d9cb-469f-a165-70867728950e.tmp"), "{");
    Path living =
        Files.writeString(
            place.resolve(".000000000002.json.0f8fad5b-d9cb-469f-a165-70867728950e.tmp"), "{");
    log.removeLitter();
    assertEquals(List.of(living, file(1), note), files());
    assertFalse(Files.exists(half));
  }

  private void refused(long number, String message) {
    Failure refused =
        assertThrows(
            Failure.class,
            () -> new NumberedLogReader(new DirectoryFiles.Local(place)).read(number));
    assertEquals(Failure.Kind.DATA, refused.kind());
    assertTrue(refused.getMessage().startsWith(place + "/" + message), refused.getMessage());
  }

  private Path file(int number) {
    return place.resolve("%012d.json".formatted(number));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> entries = Files.list(place)) {
      return entries.filter(entry -> !entry.toString().endsWith(".crc")).sorted().toList();
    }
  }

  private static ObjectNode entry(String what) {
    return new ObjectMapper().createObjectNode().put("what", what);
  }
}
