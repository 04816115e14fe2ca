package io.fallline.engine.shards;

import io.fallline.core.failure.Failure;
import io.fallline.core.network.PackedRows;
import io.fallline.core.training.ChunkBytes;
import io.fallline.core.training.MappedBytes;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file that chunks are written to, one after the other, and then read from by mapping it. It is
 * gone with {@link #close}, and where the process ends without that, once it has been mapped.
 */
final class SpillFile implements Closeable {
  private static final ThreadLocal<ByteBuffer> PASSING_THROUGH =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(1 << 16));

  private static final int MOST_BYTES_AT_ONCE = 1 << 20;

  private final Path path;
  private final FileChannel channel;
  private final long mostBytesOfRegion;
  private final long mostBytesCached;
  private final List<MappedBytes> regions = new ArrayList<>();
  private MappedBytes region;
  private long regionStart;
  private long end;
  private ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
  private Optional<UncachedFile> uncached = Optional.empty();

  /**
   * @param mostBytesOfRegion of what is mapped at a time, unless a chunk is larger; at most 2 GiB
   * @param mostBytesCached what the operating system may keep of a file in memory
   */
  SpillFile(Path directory, long mostBytesOfRegion, long mostBytesCached) throws IOException {
    this.mostBytesOfRegion = mostBytesOfRegion;
    this.mostBytesCached = mostBytesCached;
    Files.createDirectories(directory);
    path = Files.createTempFile(directory, "shards-", ".rows");
    channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Readable once {@link #finish} has been called. */
  ChunkBytes add(PackedRows rows) throws IOException {
    int length = ChunkBytes.length(rows);
    if (region == null || end + length - regionStart > mostBytesOfRegion) {
      openRegion();
      region = new MappedBytes();
      regions.add(region);
      regionStart = end;
    }
    if (length > buffer.capacity()) {
      buffer = ByteBuffer.allocateDirect(length);
    }
    ChunkBytes.write(rows, buffer);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    ChunkBytes chunk = new ChunkBytes(region, Math.toIntExact(end - regionStart), rows);
    end += length;
    return chunk;
  }

  /** Ends writing. */
  void finish() throws IOException {
    openRegion();
    region = null;
    buffer = null;
    if (end > mostBytesCached) {
      uncached = UncachedFile.open(path);
    }
    Files.delete(path); // what is mapped stays until the channel is closed, or the process is gone
  }

  private void openRegion() throws IOException {
    if (region != null) {
      long start = regionStart;
      region.open(
          channel.map(MapMode.READ_ONLY, start, end - start),
          new MappedBytes.Loading() {
            @Override
            public void load(int at, int length) {
              SpillFile.this.load(start + at, length);
            }

            @Override
            public void read(int at, ByteBuffer into) {
              SpillFile.this.read(start + at, into, uncached);
            }
          });
    }
  }

  /**
   * Reads bytes for the operating system to keep. Faults of the mapping would have it read many
   * times as much around each, and advice to read ahead is not followed where memory is scarce.
   */
  private void load(long position, int length) {
    ByteBuffer bytes = PASSING_THROUGH.get();
    if (bytes.capacity() < length) {
      bytes = ByteBuffer.allocateDirect(length);
      PASSING_THROUGH.set(bytes);
    }
    bytes.clear().limit(length);
    read(position, bytes, Optional.empty());
  }

  /**
   * @param past the cache, if it is to be read so
   */
  private void read(long position, ByteBuffer into, Optional<UncachedFile> past) {
    try {
      if (past.isPresent()) {
        past.get().read(position, into);
      } else {
        readFully(position, into);
      }
    } catch (IOException failed) {
      throw new Failure(
          Failure.Kind.FILES,
          path + ": spilled rows cannot be read: " + failed.getMessage(),
          failed);
    }
  }

  private void readFully(long position, ByteBuffer into) throws IOException {
    int end = into.limit();
    long at = position;
    while (into.position() < end) {
      // a thread keeps a direct buffer of this size for good where it reads into the heap
      into.limit(Math.min(end, into.position() + MOST_BYTES_AT_ONCE));
      int read = channel.read(into, at);
      if (read < 0) {
        throw new EOFException("spilled rows end at " + at);
      }
      at += read;
    }
  }

  @Override
  public void close() throws IOException {
    regions.forEach(MappedBytes::close);
    try (channel) {
      if (channel.isOpen()) {
        channel.truncate(0); // else the disk stays full until the garbage collector unmaps it
      }
    } finally {
      try (Closeable alsoClosed = uncached.orElse(null)) {
        Files.deleteIfExists(path);
      }
    }
  }
}
