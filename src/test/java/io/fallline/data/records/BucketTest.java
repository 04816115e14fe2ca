package io.fallline.data.records;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.spark.serializer.DeserializationStream;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Records on their way from rows to a sorted bucket. */
class BucketTest {
  private static final int BUCKETS = 5;
  private static final ClassTag<Object> ANY = ClassTag$.MODULE$.apply(Object.class);

  private final CanonicalRecordWriter writer = new CanonicalRecordWriter();
  private final RecordArena arena = new RecordArena(writer, BUCKETS);
  private final Bucket sorted = new Bucket();
  private final Map<Integer, List<byte[]>> sent = new HashMap<>();
  private final Map<Integer, List<byte[]>> written = new HashMap<>();

  /** As a task does: an arena that is full is emptied before one more record is written. */
  private void write(int bucket, double weight, Consumer<CanonicalRecordWriter> content) {
    if (arena.isFull()) {
      drain();
    }
    writer.start();
    content.accept(writer);
    byte[] record = writer.finish(weight).copy();
    arena.add(bucket);
    written.computeIfAbsent(bucket, any -> new ArrayList<>()).add(record);
  }

  private void drain() {
    for (Iterator<Tuple2<Integer, SentBlock>> blocks = arena.drain(); blocks.hasNext(); ) {
      Tuple2<Integer, SentBlock> block = blocks.next();
      sent.computeIfAbsent(block._1(), any -> new ArrayList<>()).add(block._2().bytes());
    }
  }

  private static Iterator<ReceivedBlock> received(List<byte[]> blocks) {
    return blocks.stream().map(ReceivedBlock::of).iterator();
  }

  private static List<byte[]> copies(Iterator<RecordSlice> records) {
    List<byte[]> copies = new ArrayList<>();
    records.forEachRemaining(record -> copies.add(record.copy()));
    return copies;
  }

  private void requireAllSortedAndInOrder() {
    drain();
    assertEquals(written.keySet(), sent.keySet());
    for (Map.Entry<Integer, List<byte[]>> bucket : sent.entrySet()) {
      List<byte[]> expected = written.get(bucket.getKey());
      for (int skipped : new int[] {0, 1, expected.size() / 2, expected.size()}) {
        List<byte[]> rest = expected.subList(skipped, expected.size());
        requireEqual(rest, copies(ReceivedBlock.records(received(bucket.getValue()), skipped)));
      }
      expected.sort(Arrays::compareUnsigned);
      sorted.read(received(bucket.getValue()));
      assertEquals(expected.size(), sorted.size());
      requireEqual(expected, copies(sorted.records(0)));
      requireEqual(expected.subList(1, expected.size()), copies(sorted.records(1)));
    }
  }

  private static void requireEqual(List<byte[]> expected, List<byte[]> found) {
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), found.get(i));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // of how many different contents and weights
    "1, 1, 1",
    "3000, 1, 1",
    "3000, 1, 1000",
    "3000, 7, 3",
    "3000, 1000000, 1",
    "70000, 1000000, 1000000"
  })
  void recordsOfABucketAreSortedByAllTheirBytes(int rows, int contents, int weights) {
    Random random = new Random(rows + contents + weights);
    for (int i = 0; i < rows; i++) {
      write(
          random.nextInt(BUCKETS),
          random.nextInt(weights),
          record -> record.number(random.nextInt(contents)));
    }
    requireAllSortedAndInOrder();
  }

  /** Hashes are never equal by chance; records are made here that differ behind them. */
  @ParameterizedTest
  @ValueSource(ints = {3, 30, 300})
  void recordsWithEqualHashesAreSortedByContentAndWeight(int count) {
    Random random = new Random(count);
    ByteBuffer block = ByteBuffer.allocate(count * 44);
    List<byte[]> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] record = new byte[40];
      record[39] = (byte) random.nextInt();
      record[20] = (byte) random.nextInt(3);
      record[7] = (byte) (i % 2); // of the hash the lowest bits of its first half
      expected.add(record);
      block.putInt(record.length).put(record);
    }
    expected.sort(Arrays::compareUnsigned);
    sorted.read(received(List.of(block.array())));
    requireEqual(expected, copies(sorted.records(0)));
  }

  @Test
  void aBlockThatIsCutOffIsNoEndOfTheStream() {
    SerializerInstance serializer = new BlockSerializer().newInstance();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    serializer
        .serializeStream(bytes)
        .writeKey(7, ANY)
        .writeValue(SentBlock.of(new byte[100]), ANY)
        .close();
    byte[] cut = Arrays.copyOf(bytes.toByteArray(), 50);
    DeserializationStream in = serializer.deserializeStream(new ByteArrayInputStream(cut));
    ReceivedBlock received = (ReceivedBlock) in.asKeyValueIterator().next()._2();
    UncheckedIOException failed = assertThrows(UncheckedIOException.class, received::bytes);
    assertEquals("a block of records is cut off", failed.getCause().getMessage());
  }

  @Test
  void aBlockMayNotBePassedOver() {
    SerializerInstance serializer = new BlockSerializer().newInstance();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SerializationStream out = serializer.serializeStream(bytes);
    out.writeKey(7, ANY).writeValue(SentBlock.of(new byte[3]), ANY);
    out.writeKey(8, ANY).writeValue(SentBlock.of(new byte[3]), ANY);
    out.close();
    DeserializationStream in =
        serializer.deserializeStream(new ByteArrayInputStream(bytes.toByteArray()));
    assertThrows(IllegalStateException.class, () -> in.asKeyValueIterator().forall(pair -> true));
  }

  @Test
  void aRecordMayBeLongerThanAnArena() {
    String text = "x".repeat(9 << 20);
    write(1, 1, record -> record.text("short"));
    write(1, 1, record -> record.text(text));
    assertTrue(arena.isFull());
    write(1, 1, record -> record.text(""));
    requireAllSortedAndInOrder();
    assertEquals(2, sent.get(1).size());
  }

  /** Texts of megabytes; the memory of a bucket before is too short for some of the blocks. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aBucketHoldsBlocksOfAnyLengthOneAfterTheOther(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 6; i++) {
        int length = random.nextInt(random.nextBoolean() ? 6 << 20 : 1 << 10);
        write(0, 1, record -> record.text("x".repeat(length)));
        drain();
      }
      requireAllSortedAndInOrder();
      sent.clear();
      written.clear();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-4, -1, 97, Integer.MAX_VALUE})
  void aRecordLongerThanItsBlockIsRefused(int length) {
    ByteBuffer block = ByteBuffer.allocate(100).putInt(0, length);
    assertThrows(IllegalStateException.class, () -> sorted.read(received(List.of(block.array()))));
  }

  @Test
  void blocksAreReadAsTheyWereWritten() {
    SerializerInstance serializer = new BlockSerializer().newInstance();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] block = {1, 2, 3};
    SerializationStream out = serializer.serializeStream(bytes);
    out.writeKey(7, ANY).writeValue(SentBlock.of(block), ANY);
    out.writeKey(0, ANY).writeValue(SentBlock.of(new byte[0]), ANY);
    out.close();
    DeserializationStream in =
        serializer.deserializeStream(new ByteArrayInputStream(bytes.toByteArray()));
    scala.collection.Iterator<Tuple2<Object, Object>> pairs = in.asKeyValueIterator();
    Tuple2<Object, Object> first = pairs.next();
    assertEquals(7, first._1());
    assertArrayEquals(block, ((ReceivedBlock) first._2()).bytes());
    assertEquals(0, ((ReceivedBlock) pairs.next()._2()).bytes().length);
    assertTrue(pairs.isEmpty());
  }
}
