package io.fallline.data.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.training.DataSplit;
import io.fallline.data.sources.SourceTable;
import io.fallline.testing.LocalSpark;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BucketLayoutTest {
  private static final long MEBIBYTE = 1L << 20;
  private static final SplitRule NOTHING_HELD_OUT = new SplitRule(0, 0, 0);
  private static final BucketLayout LAYOUT = new BucketLayout(7, 3, 2);

  /** Its threads count, so that it is none that another test has left. */
  @BeforeAll
  static void sparkOfTwoThreads() {
    LocalSpark.stop();
    assertEquals(2, LocalSpark.session().sparkContext().defaultParallelism());
  }

  /** Of so many bytes, and nothing else. */
  private static InputTable table(DataSplit split, double mebibytes) {
    SourceTable table =
        (SourceTable)
            Proxy.newProxyInstance(
                SourceTable.class.getClassLoader(),
                new Class<?>[] {SourceTable.class},
                (self, method, arguments) -> {
                  assertEquals("bytes", method.getName());
                  return (long) (mebibytes * MEBIBYTE);
                });
    return new InputTable(split, table, null);
  }

  private static BucketLayout of(SplitRule rule, InputTable... tables) {
    return BucketLayout.of(LocalSpark.session().sparkContext(), List.of(tables), rule);
  }

  /** On two threads, which may have 180 files open each, one for a bucket. */
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "0.2, 1",
    "0.3, 2", // of a quarter of a MiB, up to two more
    "1, 3",
    "16, 3",
    "80, 11", // of 8 MiB
    "1440, 181",
    "5000, 181", // larger ones, as long as they have no more than 32 MiB
    "5760, 181",
    "5761, 201", // one file for all buckets of a task, so that there are more than 200
    "6400, 201",
    "12800, 401", // of 32 MiB
    "131072, 4097",
    "13107200, 4097", // no more than that, however large
    "1073741824, 60" // as a source says that does not know
  })
  void thereAreAsManyBucketsAsTheBytesSuggest(double mebibytes, int buckets) {
    assertEquals(
        new BucketLayout(buckets, 1, 1),
        of(NOTHING_HELD_OUT, table(DataSplit.TRAIN, mebibytes)),
        mebibytes + " MiB");
  }

  @Test
  void aTableOfASplitCountsForThatSplitOnly() {
    assertEquals(
        new BucketLayout(11, 6, 1),
        of(
            new SplitRule(0.5, 0.5, 0),
            table(DataSplit.TRAIN, 80),
            table(DataSplit.VALIDATION, 20),
            table(DataSplit.VALIDATION, 20)));
  }

  @Test
  void aTableThatIsSplitCountsForEachSplitByItsShare() {
    assertEquals(new BucketLayout(11, 6, 3), of(new SplitRule(0.5, 0.25, 0), table(null, 80)));
  }

  @Test
  void bucketsOfASplitStandTogetherAndSplitsFollowOneAnother() {
    int next = 0;
    for (DataSplit split : DataSplit.values()) {
      assertEquals(next, LAYOUT.first(split), split + "");
      next += LAYOUT.count(split);
    }
    assertEquals(next, LAYOUT.total());
    assertEquals(new BucketLayout(4, 4, 4), BucketLayout.each(4));
  }

  private static int bucket(DataSplit split, long hash) {
    byte[] bytes = ByteBuffer.allocate(16).putLong(hash).array();
    return LAYOUT.bucket(split, new RecordSlice().set(bytes, 0, bytes.length));
  }

  /** Hashes are ordered as records are: without a sign. */
  @ParameterizedTest
  @EnumSource(DataSplit.class)
  void aSplitsRangeOfHashesIsDividedInOrderAndEvenly(DataSplit split) {
    assertEquals(LAYOUT.first(split), bucket(split, 0));
    assertEquals(LAYOUT.first(split) + LAYOUT.count(split) - 1, bucket(split, -1));
    long[] hashes =
        new Random(4)
            .longs(70_000)
            .boxed()
            .sorted(Long::compareUnsigned)
            .mapToLong(Long::longValue)
            .toArray();
    int[] records = new int[LAYOUT.total()];
    int before = LAYOUT.first(split);
    for (long hash : hashes) {
      int bucket = bucket(split, hash);
      assertTrue(bucket >= before, () -> Long.toHexString(hash));
      records[bucket]++;
      before = bucket;
    }
    double each = hashes.length / (double) LAYOUT.count(split);
    for (int i = 0; i < LAYOUT.count(split); i++) {
      assertEquals(each, records[LAYOUT.first(split) + i], 0.05 * each, "bucket " + i);
    }
  }
}
