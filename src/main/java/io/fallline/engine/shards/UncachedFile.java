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
  private final FileChannel channel;
  private final int block;
  private final ThreadLocal<ByteBuffer> blocks;

  private UncachedFile(FileChannel channel, int block) {
    this.channel = channel;
    this.block = block;
    blocks = ThreadLocal.withInitial(() -> allocate(1 << 16));
  }

  /** Empty where the file system has no such reads, as one in memory. */
  static Optional<UncachedFile> open(Path path) throws IOException {
    int block = Math.toIntExact(Files.getFileStore(path).getBlockSize());
    try {
      return Optional.of(
          new UncachedFile(
              FileChannel.open(path, StandardOpenOption.READ, ExtendedOpenOption.DIRECT), block));
    } catch (IOException | UnsupportedOperationException impossible) {
      return Optional.empty();
    }
  }

  /** Fills the buffer with the bytes from there on. */
  void read(long position, ByteBuffer into) throws IOException {
    int length = into.remaining();
    int before = (int) (position % block);
    ByteBuffer whole = blocks(before + length);
    while (whole.position() < before + length) {
      int read = channel.read(whole, position - before + whole.position());
      if (read < 0 || (whole.position() < before + length && whole.position() % block != 0)) {
        throw new EOFException("spilled rows end at " + (position - before + whole.position()));
      }
    }
    into.put(whole.slice(before, length));
  }

  private ByteBuffer blocks(int length) {
    int whole = (length + block - 1) / block * block;
    if (blocks.get().capacity() < whole) {
      blocks.set(allocate(whole));
    }
    return blocks.get().clear().limit(whole);
  }

  private ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocateDirect(bytes + block).alignedSlice(block);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
