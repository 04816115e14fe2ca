package io.fallline.engine.shards;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file that is read past the operating system's page cache ({@code O_DIRECT}). A cache that is
 * smaller than the file has dropped each page by the time an epoch comes to it again: keeping and
 * dropping pages takes as much of the processor as reading them.
 */
final class UncachedFile implements Closeable {
  /** What a thread that reads keeps for good; a multiple of every block. */
  private static final int BYTES_AT_ONCE = 1 << 16;

  private final FileChannel channel;
  private final int block;
  private final ThreadLocal<ByteBuffer> blocks;

  private UncachedFile(FileChannel channel, int block) {
    this.channel = channel;
    this.block = block;
    blocks =
        ThreadLocal.withInitial(
            () -> ByteBuffer.allocateDirect(BYTES_AT_ONCE + block).alignedSlice(block));
  }

  /**
   * Empty where that cannot be had, as on a file system in memory or behind a network: the file can
   * still be read through the cache.
   */
  static Optional<UncachedFile> open(Path path) throws IOException {
    FileChannel channel = null;
    try {
      int block = Math.toIntExact(Files.getFileStore(path).getBlockSize());
      channel = FileChannel.open(path, StandardOpenOption.READ, ExtendedOpenOption.DIRECT);
      if (BYTES_AT_ONCE % block == 0) {
        UncachedFile file = new UncachedFile(channel, block);
        file.read(0, ByteBuffer.allocate(1)); // some are opened and then refuse to read
        return Optional.of(file);
      }
    } catch (IOException | UnsupportedOperationException impossible) {
      // what is wrong with the file itself shows where it is read through the cache
    }
    if (channel != null) {
      channel.close();
    }
    return Optional.empty();
  }

  /** Fills the buffer with the bytes from there on. */
  void read(long position, ByteBuffer into) throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int before = (int) (at % block);
      int length = Math.min(into.remaining(), BYTES_AT_ONCE - before);
      into.put(read(at - before, before + length).slice(before, length));
      at += length;
    }
  }

  /** At least so many bytes from the start of a block on. */
  private ByteBuffer read(long start, int length) throws IOException {
    ByteBuffer whole = blocks.get();
    whole.clear().limit((length + block - 1) / block * block);
    while (whole.position() < length) {
      int read = channel.read(whole, start + whole.position());
      if (read < 0 || (whole.position() < length && whole.position() % block != 0)) {
        throw new EOFException("spilled rows end at " + (start + whole.position()));
      }
    }
    return whole;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
