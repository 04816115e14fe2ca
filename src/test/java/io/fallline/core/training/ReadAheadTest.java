package io.fallline.core.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
  private static final int CHUNKS = 8;

  private final CountDownLatch disk = new CountDownLatch(1);
  private final List<Shard> shards =
      ShardFixtures.random(
          new ShardSizes(4 * CHUNKS * BatchPlan.CHUNK_ROWS, 4), 2, false, 1); // a window each
  private final int longestChunk = ChunkBytes.length(shards.get(0).chunks().get(0));
  private final AtomicInteger reads = new AtomicInteger();
  private RuntimeException failure;

  /** A disk that answers when the latch is open, with the failure if there is one. */
  private MappedBytes region() {
    MappedBytes region = new MappedBytes();
    region.open(
        ByteBuffer.allocate(longestChunk),
        new MappedBytes.Loading() {
          @Override
          public void load(int at, int length) {}

          @Override
          public void read(int at, ByteBuffer into) {
            reads.incrementAndGet();
            try {
              disk.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            if (failure != null) {
              throw failure;
            }
          }
        });
    return region;
  }

  private List<ChunkWindow> windowsThatAreRead(ReadAhead readAhead) {
    List<ChunkWindow> windows = new ArrayList<>();
    for (Shard shard : shards) {
      ChunkBytes[] chunks =
          shard.chunks().stream()
              .map(rows -> new ChunkBytes(region(), 0, rows))
              .toArray(ChunkBytes[]::new);
      ChunkWindow window = new ChunkWindow(shard.order(1, 0), 0, chunks);
      window.put(readAhead.place());
      readAhead.read(window);
      windows.add(window);
    }
    return windows;
  }

  private static String outcome(ChunkWindow window) {
    try {
      window.await();
      return "read";
    } catch (IllegalStateException closed) {
      return "refused";
    }
  }

  /** More chunks than there are threads wait for the disk when it is closed. */
  @Test
  void nobodyWaitsForEverForAWindowThatWasNotReadBeforeTheClose() {
    ReadAhead readAhead = ReadAhead.of(shards.size(), longestChunk, 1 << 30);
    List<ChunkWindow> windows = windowsThatAreRead(readAhead);
    readAhead.close();
    disk.countDown();
    List<String> outcomes =
        assertTimeoutPreemptively(
            Duration.ofMinutes(1), () -> windows.stream().map(ReadAheadTest::outcome).toList());
    assertEquals("refused", outcomes.get(windows.size() - 1));
    assertThrows(IllegalStateException.class, () -> readAhead.read(windows.get(0)));
    assertThrows(IllegalStateException.class, () -> readAhead.readLater(windows.get(0)));
  }

  @Test
  void memoryThatWasReleasedIsReadIntoAgainAndMemoryThatWasNotIsKept() {
    disk.countDown();
    ChunkBytes[] chunks =
        shards.get(0).chunks().stream()
            .map(rows -> new ChunkBytes(region(), 0, rows))
            .toArray(ChunkBytes[]::new);
    MiniBatchAssembler rows = new MiniBatchAssembler(CHUNKS);
    try (ReadAhead readAhead = ReadAhead.of(1, longestChunk, 1 << 30)) {
      ShardWindows windows = new ShardWindows(0, shards.get(0).size(), chunks, readAhead);
      ShuffleOrder order = shards.get(0).order(1, 0);
      int afterTwo = 2 * chunks.length; // the window and the next epoch's, which is on its way
      for (int position = 0; position < 2; position++) {
        windows.gather(order, position, order.rowAt(position), rows);
      }
      readAhead.release();
      assertEquals(afterTwo, reads.get());
      windows.gather(order, 2, order.rowAt(2), rows);
      readAhead.release();
      assertEquals(2 * afterTwo, reads.get());
    }
  }

  @Test
  void whatTheDiskSaysIsThrownWhereTheWindowIsWaitedFor() {
    failure = new IllegalArgumentException("a broken disk");
    disk.countDown();
    try (ReadAhead readAhead = ReadAhead.of(shards.size(), longestChunk, 1 << 30)) {
      for (ChunkWindow window : windowsThatAreRead(readAhead)) {
        assertSame(failure, assertThrows(IllegalArgumentException.class, window::await));
      }
    }
  }
}
