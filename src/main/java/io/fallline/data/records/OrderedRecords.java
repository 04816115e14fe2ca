package io.fallline.data.records;

import io.fallline.core.training.DataSplit;
import io.fallline.data.sources.RowPlan;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * All rows as records, in order within each split: those of one split stand together. How many
 * buckets there are decides how much is sorted at once, and never a result.
 */
public final class OrderedRecords {
  private static final long BYTES_OF_A_BUCKET = 4L << 20;
  private static final long BYTES_OF_A_SMALL_BUCKET = 256L << 10;
  private static final int SMALL_BUCKETS = 16;
  private static final int MOST = 4096;
  private static final int WHERE_SIZE_IS_UNKNOWN = 256;

  private final JavaRDD<byte[]> records;
  private final JavaRDD<Tuple2<Integer, byte[]>> kept;
  private final int count;

  private OrderedRecords(
      JavaRDD<byte[]> records, JavaRDD<Tuple2<Integer, byte[]>> kept, int count) {
    this.records = records;
    this.kept = kept;
    this.count = count;
  }

  /** About as many buckets as the input's size suggests. */
  public static int suggested(List<InputTable> inputTables) {
    double bytes = 0;
    for (InputTable inputTable : inputTables) {
      bytes += inputTable.table().bytes();
    }
    double unknown = 1L << 50;
    if (bytes >= unknown) {
      return WHERE_SIZE_IS_UNKNOWN;
    }
    double small = Math.min(SMALL_BUCKETS, bytes / BYTES_OF_A_SMALL_BUCKET);
    return 1 + (int) Math.min(MOST, Math.max(small, bytes / BYTES_OF_A_BUCKET));
  }

  /**
   * Sorted by content: one shuffle, to which every use of the records comes back.
   *
   * @param kinds learns what texts are read as numbers; or null
   */
  public static OrderedRecords canonical(
      JavaSparkContext context,
      List<InputTable> inputTables,
      SplitRule rule,
      int count,
      MixedBooleanColumns kinds) {
    JavaRDD<Tuple2<Integer, byte[]>> keyed = read(inputTables, rule, true, count, kinds);
    ShuffledRDD<Integer, byte[], byte[]> shuffled =
        new ShuffledRDD<>(
            JavaPairRDD.fromJavaRDD(keyed).rdd(),
            new ByKey(DataSplit.values().length * count),
            tag(),
            tag(),
            tag());
    shuffled.setSerializer(new KryoSerializer(context.getConf()));
    JavaRDD<byte[]> sorted =
        new JavaRDD<>(shuffled, OrderedRecords.<Tuple2<Integer, byte[]>>tag())
            .mapPartitions(OrderedRecords::sorted, true);
    return new OrderedRecords(sorted, null, count);
  }

  /**
   * In the order of the source: Spark's partitions are the buckets, kept so that the source is read
   * once.
   */
  public static OrderedRecords source(
      List<InputTable> inputTables, SplitRule rule, MixedBooleanColumns kinds) {
    JavaRDD<Tuple2<Integer, byte[]>> keyed =
        read(inputTables, rule, false, 1, kinds).persist(StorageLevel.MEMORY_AND_DISK_SER());
    JavaRDD<byte[]> records = null;
    for (DataSplit split : DataSplit.values()) {
      int key = number(split);
      JavaRDD<byte[]> some = keyed.filter(record -> record._1() == key).map(Tuple2::_2);
      records = records == null ? some : records.union(some);
    }
    return new OrderedRecords(records, keyed, keyed.getNumPartitions());
  }

  /** The number of the first bucket of a split. */
  int first(DataSplit split) {
    return number(split) * count;
  }

  private static int number(DataSplit split) {
    return switch (split) {
      case TRAIN -> 0;
      case VALIDATION -> 1;
      case TEST -> 2;
    };
  }

  public JavaRDD<byte[]> records() {
    return records;
  }

  /** Buckets of each split. */
  int count() {
    return count;
  }

  public void close() {
    if (kept != null) {
      kept.unpersist(false);
    }
  }

  private static JavaRDD<Tuple2<Integer, byte[]>> read(
      List<InputTable> inputTables,
      SplitRule rule,
      boolean byHash,
      int count,
      MixedBooleanColumns kinds) {
    JavaRDD<Tuple2<Integer, byte[]>> all = null;
    for (InputTable inputTable : inputTables) {
      Keys keys = new Keys(inputTable.split(), rule, byHash, count);
      RowPlan plan = inputTable.plan();
      JavaRDD<Tuple2<Integer, byte[]>> some =
          inputTable
              .table()
              .rows()
              .mapPartitions(
                  rows -> {
                    RowReader reader = new RowReader(plan, kinds);
                    return new MappingIterator<>(rows, row -> keys.keyed(reader.read(row), reader));
                  });
      all = all == null ? some : all.union(some);
    }
    return all;
  }

  private static Iterator<byte[]> sorted(Iterator<Tuple2<Integer, byte[]>> bucket) {
    List<byte[]> records = new ArrayList<>();
    bucket.forEachRemaining(record -> records.add(record._2()));
    records.sort(java.util.Arrays::compareUnsigned);
    return records.iterator();
  }

  private static <T> ClassTag<T> tag() {
    return ClassTag$.MODULE$.apply(Object.class);
  }

  /** Which bucket a record goes to. */
  private record Keys(DataSplit split, SplitRule rule, boolean byHash, int count)
      implements Serializable {
    Tuple2<Integer, byte[]> keyed(byte[] record, RowReader reader) {
      DataSplit of = split == null ? rule.of(reader.splitHash(record)) : split;
      long top = CanonicalRecordReader.hashHigh(record) >>> 32;
      int bucket = byHash ? (int) ((top * count) >>> 32) : 0;
      return new Tuple2<>(number(of) * count + bucket, record);
    }
  }

  private static final class ByKey extends Partitioner {
    private static final long serialVersionUID = 1L;
    private final int partitions;

    ByKey(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      return (Integer) key;
    }
  }

  /**
   * An iterator whose elements go through a function one at a time, so that a partition is never
   * held.
   */
  record MappingIterator<A, B>(Iterator<A> source, Function<A, B> function) implements Iterator<B> {
    @Override
    public boolean hasNext() {
      return source.hasNext();
    }

    @Override
    public B next() {
      return function.apply(source.next());
    }
  }
}
