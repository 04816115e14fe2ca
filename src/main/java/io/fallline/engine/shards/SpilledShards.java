package io.fallline.engine.shards;

import com.sun.management.OperatingSystemMXBean;
import io.fallline.core.failure.Failure;
import io.fallline.core.network.PackedRows;
import io.fallline.core.training.ChunkBytes;
import io.fallline.core.training.ReadAhead;
import io.fallline.core.training.Shard;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;

/**
 * Shards whose rows are in a file of this machine instead of its memory: the heap has an index of
 * the chunks. Reading them gives the same bits.
 */
public final class SpilledShards implements Closeable {
  private static final long BYTES_OF_A_REGION = 1L << 30;

  private final SpillFile file;
  private final List<Shard> shards = new ArrayList<>();
  private int longestChunk;
  private ReadAhead readAhead;

  private SpilledShards(SpillFile file) {
    this.file = file;
  }

  /**
   * Writes shards to a file as they come; one is in memory at a time.
   *
   * @param directory for the file, made if it is not there
   * @throws Failure (files) if it cannot be written, as when the disk is full
   */
  public static SpilledShards of(Iterator<Shard> shards, Path directory) {
    return of(shards, directory, BYTES_OF_A_REGION, Long.MAX_VALUE);
  }

  /**
   * Among Spark's own temporary files of this process, a driver or an executor, which are gone when
   * Spark ends.
   *
   * @param number by which one of Spark's disks is chosen
   * @param mostBytesCached of a file that is read ahead through the operating system's page cache
   */
  static SpilledShards inSparkDirectory(Iterator<Shard> shards, int number, long mostBytesCached) {
    File[] directories = SparkEnv.get().blockManager().diskBlockManager().localDirs();
    Path directory = directories[number % directories.length].toPath();
    return of(shards, directory, BYTES_OF_A_REGION, mostBytesCached);
  }

  /** In a task's executor, until the task ends, however it ends. */
  public static List<Shard> inTask(Iterator<Shard> shards, TaskContext task) {
    SpilledShards spilled = inSparkDirectory(shards, task.partitionId(), Long.MAX_VALUE);
    task.addTaskCompletionListener(
        (org.apache.spark.util.TaskCompletionListener) ended -> spilled.close());
    return spilled.shards();
  }

  /** The memory that this machine, or container, has beside the heap. */
  static long mostBytesCached() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return Math.max(0, system.getTotalMemorySize() - Runtime.getRuntime().maxMemory());
  }

  static SpilledShards of(
      Iterator<Shard> shards, Path directory, long bytesOfRegion, long mostBytesCached) {
    SpilledShards spilled = null;
    try {
      spilled = new SpilledShards(new SpillFile(directory, bytesOfRegion, mostBytesCached));
      while (shards.hasNext()) {
        spilled.add(shards.next());
      }
      spilled.file.finish();
      return spilled;
    } catch (IOException failed) {
      Failure thrown =
          new Failure(
              Failure.Kind.FILES,
              directory
                  + ": shards cannot be kept there: "
                  + failed.getMessage()
                  + "; make room, or have spark.local.dir name another directory",
              failed);
      closeAfter(thrown, spilled);
      throw thrown;
    } catch (RuntimeException | Error failed) {
      closeAfter(failed, spilled);
      throw failed;
    }
  }

  private static void closeAfter(Throwable failed, SpilledShards spilled) {
    try {
      if (spilled != null) {
        spilled.close();
      }
    } catch (UncheckedIOException alsoFailed) {
      failed.addSuppressed(alsoFailed);
    }
  }

  private void add(Shard shard) throws IOException {
    List<ChunkBytes> chunks = new ArrayList<>();
    for (PackedRows rows : shard.chunks()) {
      ChunkBytes chunk = file.add(rows);
      longestChunk = Math.max(longestChunk, chunk.length());
      chunks.add(chunk);
    }
    shards.add(Shard.spilled(shard.index(), chunks));
  }

  /** The heap that {@link #readAhead} needs. */
  long leastBytesToReadAhead() {
    return ReadAhead.leastBytes(shards.size(), longestChunk);
  }

  /**
   * Lets the windows of their order be read before their turn.
   *
   * @param mostBytes of the heap for all windows, at least {@link #leastBytesToReadAhead}
   */
  void readAhead(long mostBytes) {
    readAhead = ReadAhead.of(shards.size(), longestChunk, mostBytes);
    shards.replaceAll(shard -> shard.readAhead(readAhead));
  }

  /** In the order in which they came; to be read until this is closed. */
  public List<Shard> shards() {
    return shards;
  }

  @Override
  public void close() {
    if (readAhead != null) {
      readAhead.close();
    }
    try {
      file.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
