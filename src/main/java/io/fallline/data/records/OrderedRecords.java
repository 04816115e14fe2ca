package io.fallline.data.records;

import io.fallline.core.serialization.JavaSerialization;
import io.fallline.core.training.DataSplit;
import io.fallline.data.partitions.MappedPartitions;
import io.fallline.data.partitions.PartitionResults;
import io.fallline.data.records.RecordBlocks.Destination;
import io.fallline.data.sources.ColumnRoles;
import io.fallline.data.sources.RowPlan;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** All rows as records, in order within each split: those of one split stand together. */
public final class OrderedRecords {
  private final JavaRDD<Tuple2<Integer, ReceivedBlock>> blocks;
  private final JavaRDD<Tuple2<Integer, byte[]>> kept;
  private final BucketLayout layout;
  private final ColumnRoles roles;

  private OrderedRecords(
      JavaRDD<Tuple2<Integer, ReceivedBlock>> blocks,
      JavaRDD<Tuple2<Integer, byte[]>> kept,
      BucketLayout layout,
      ColumnRoles roles) {
    this.blocks = blocks;
    this.kept = kept;
    this.layout = layout;
    this.roles = roles;
  }

  /**
   * Sorted by content: one shuffle, to which every use of the records comes back. A partition is a
   * bucket; the last one has what the tasks have seen.
   *
   * @param kinds learns what texts are read as numbers; or null
   */
  public static OrderedRecords canonical(
      List<InputTable> inputTables,
      SplitRule rule,
      BucketLayout layout,
      MixedBooleanColumns kinds) {
    JavaRDD<Tuple2<Integer, SentBlock>> read = read(inputTables, rule, layout, kinds);
    ShuffledRDD<Integer, SentBlock, ReceivedBlock> shuffled =
        new ShuffledRDD<>(
            JavaPairRDD.fromJavaRDD(read).rdd(),
            new ByKey(layout.total() + 1),
            tag(),
            tag(),
            tag());
    shuffled.setSerializer(new BlockSerializer());
    return new OrderedRecords(new JavaRDD<>(shuffled, tag()), null, layout, roles(inputTables));
  }

  /**
   * In the order of the source: Spark's partitions are the buckets, kept so that the source is read
   * once.
   */
  public static OrderedRecords source(
      List<InputTable> inputTables, SplitRule rule, MixedBooleanColumns kinds) {
    JavaRDD<Tuple2<Integer, byte[]>> read =
        read(inputTables, rule, null, kinds)
            .map(block -> new Tuple2<>(block._1(), block._2().bytes()))
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    JavaRDD<Tuple2<Integer, ReceivedBlock>> blocks = null;
    for (DataSplit split : DataSplit.values()) {
      JavaRDD<Tuple2<Integer, ReceivedBlock>> some =
          numbered(read, BucketLayout.number(split))
              .map(block -> new Tuple2<>(block._1(), ReceivedBlock.of(block._2())));
      blocks = blocks == null ? some : blocks.union(some);
    }
    BucketLayout layout = BucketLayout.each(read.getNumPartitions());
    return new OrderedRecords(blocks, read, layout, roles(inputTables));
  }

  private static JavaRDD<Tuple2<Integer, byte[]>> numbered(
      JavaRDD<Tuple2<Integer, byte[]>> read, int number) {
    return read.filter(block -> block._1() == number);
  }

  /** Those of all tables. */
  private static ColumnRoles roles(List<InputTable> inputTables) {
    return inputTables.get(0).plan().roles();
  }

  /** Reads all rows, in the first job that asks for one. */
  public RecordScan scan() {
    return kept == null ? ofBuckets() : ofKept();
  }

  private RecordScan ofBuckets() {
    int findings = layout.total();
    ColumnRoles scanned = roles;
    JavaRDD<byte[]> added =
        MappedPartitions.of(
            blocks, (bucket, each) -> List.of(added(each, findings, scanned)).iterator());
    byte[] found = PartitionResults.of(added, List.of(findings)).get(0);
    RecordScan total = new RecordScan(findings, roles);
    total.add(JavaSerialization.value(found, RecordScan.class), key -> key);
    return total.of(layout);
  }

  private static byte[] added(
      Iterator<Tuple2<Integer, ReceivedBlock>> findings, int buckets, ColumnRoles roles) {
    RecordScan total = new RecordScan(buckets, roles);
    findings.forEachRemaining(
        one -> total.add(JavaSerialization.value(one._2().bytes(), RecordScan.class), key -> key));
    return JavaSerialization.bytes(total);
  }

  /** A partition's records of a split are a bucket. */
  private RecordScan ofKept() {
    int splits = DataSplit.values().length;
    List<Tuple2<Integer, byte[]>> found = numbered(kept, splits).collect();
    int partitions = found.size();
    RecordScan total = new RecordScan(layout.total(), roles);
    for (int i = 0; i < partitions; i++) {
      int partition = i;
      total.add(
          JavaSerialization.value(found.get(i)._2(), RecordScan.class),
          split -> split * partitions + partition);
    }
    return total.of(layout);
  }

  BucketLayout layout() {
    return layout;
  }

  JavaRDD<Tuple2<Integer, ReceivedBlock>> blocks() {
    return blocks;
  }

  boolean areSorted() {
    return kept == null;
  }

  public void close() {
    if (kept != null) {
      kept.unpersist(false);
    }
  }

  private static JavaRDD<Tuple2<Integer, SentBlock>> read(
      List<InputTable> inputTables,
      SplitRule rule,
      BucketLayout layout,
      MixedBooleanColumns kinds) {
    JavaRDD<Tuple2<Integer, SentBlock>> all = null;
    for (InputTable input : inputTables) {
      RowPlan plan = input.plan();
      Destination destination = new Destination(input.split(), rule, layout);
      JavaRDD<Tuple2<Integer, SentBlock>> some =
          MappedPartitions.of(
              input.table().cells(plan),
              (partition, rows) ->
                  new RecordBlocks(rows, new RowReader(plan, kinds), plan.roles(), destination));
      all = all == null ? some : all.union(some);
    }
    return all;
  }

  private static <T> ClassTag<T> tag() {
    return ClassTag$.MODULE$.apply(Object.class);
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
}
