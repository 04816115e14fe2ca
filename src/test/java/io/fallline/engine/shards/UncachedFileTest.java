package io.fallline.engine.shards;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UncachedFileTest {
  private static final int BYTES = 300_001;

  @TempDir private Path directory;
  private Path path;
  private final byte[] content = new byte[BYTES];

  @BeforeEach
  void aFile() throws IOException {
    new Random(1).nextBytes(content);
    path = Files.write(directory.resolve("file"), content);
  }

  private UncachedFile open() throws IOException {
    Optional<UncachedFile> file = UncachedFile.open(path);
    assumeTrue(file.isPresent(), "this file system reads through its cache only");
    return file.get();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "0, 4096",
    "1, 4095",
    "1, 4096",
    "4095, 2",
    "4096, 65536",
    "4097, 65536",
    "9, 200000",
    "0, 300001",
    "300000, 1",
    "299008, 993"
  })
  void anyBytesAreThoseOfTheFile(int from, int length) throws IOException {
    try (UncachedFile file = open()) {
      ByteBuffer bytes = ByteBuffer.allocate(length);
      file.read(from, bytes);
      assertArrayEquals(Arrays.copyOfRange(content, from, from + length), bytes.array());
    }
  }

  @ParameterizedTest
  @CsvSource({"300000, 2, 300001", "0, 300002, 300001", "303105, 1, 303104"})
  void bytesBehindItsEndAreRefusedWithItsLength(int from, int length, int end) throws IOException {
    try (UncachedFile file = open()) {
      ByteBuffer bytes = ByteBuffer.allocate(length);
      EOFException refused = assertThrows(EOFException.class, () -> file.read(from, bytes));
      assertEquals("spilled rows end at " + end, refused.getMessage());
    }
  }

  @Test
  void whereItCannotBeOpenedThereIsNone() throws IOException {
    assertTrue(UncachedFile.open(directory.resolve("missing")).isEmpty());
  }
}
