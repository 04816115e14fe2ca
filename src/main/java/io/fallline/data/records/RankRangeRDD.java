package io.fallline.data.records;

import io.fallline.core.training.DataSplit;
import io.fallline.core.training.ShardSizes;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.NarrowDependency;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * The rows of some buckets, cut by rank: partition p has the ranks {@code cuts[p]} to {@code cuts[p
 * + 1]} (exclusive), wherever the buckets' borders are. Its tasks read only the buckets that it
 * overlaps.
 */
public final class RankRangeRDD extends RDD<RecordSlice> {
  private static final long serialVersionUID = 1L;

  private final RDD<Tuple2<Integer, ReceivedBlock>> buckets;
  private final boolean sorted;
  // what only the driver needs stays there: this RDD travels with every step's task
  private final transient long[] cuts;
  private final transient int firstBucket;
  private final transient long[] starts;

  /**
   * @param records whose buckets from {@code firstBucket} on are cut, {@code counts.length} of them
   * @param counts how many rows each of them has
   */
  RankRangeRDD(OrderedRecords records, int firstBucket, long[] counts, long[] cuts) {
    super(
        records.blocks().context(),
        dependencies(records.blocks().rdd(), firstBucket, starts(counts), cuts),
        ClassTag$.MODULE$.apply(RecordSlice.class));
    this.buckets = records.blocks().rdd();
    this.sorted = records.areSorted();
    this.cuts = cuts.clone();
    this.firstBucket = firstBucket;
    this.starts = starts(counts);
  }

  @Override
  public Partition[] getPartitions() {
    Partition[] all = buckets.partitions();
    Partition[] runs = new Partition[cuts.length - 1];
    for (int i = 0; i < runs.length; i++) {
      List<Integer> numbers = overlapped(starts, cuts[i], cuts[i + 1]);
      Partition[] parents =
          numbers.stream().map(n -> all[firstBucket + n]).toArray(Partition[]::new);
      long[] ranks = numbers.stream().mapToLong(n -> starts[n]).toArray();
      long[] ends = numbers.stream().mapToLong(n -> starts[n + 1]).toArray();
      runs[i] = new Run(i, cuts[i], cuts[i + 1], parents, ranks, ends);
    }
    return runs;
  }

  /** One and the same slice, which is moved from row to row. */
  @Override
  public Iterator<RecordSlice> compute(Partition partition, TaskContext context) {
    Run run = (Run) partition;
    java.util.Iterator<RecordSlice> rows =
        new java.util.Iterator<>() {
          private int next = 0;
          private long rank = run.from;
          private final Bucket memory = sorted ? new Bucket() : null;
          private java.util.Iterator<RecordSlice> bucket = Collections.emptyIterator();

          @Override
          public boolean hasNext() {
            return rank < run.to;
          }

          @Override
          public RecordSlice next() {
            while (!bucket.hasNext()) {
              if (next == run.parents.length || rank < run.ranks[next]) {
                throw new ChangedRows(); // fewer than were counted
              }
              bucket = records(run, next++, rank, memory, context);
            }
            rank++;
            return bucket.next();
          }
        };
    return CollectionConverters.asScala(rows);
  }

  /**
   * The records of a run's bucket from a rank on.
   *
   * @param memory where the bucket is sorted; the one before is read to its end
   */
  private java.util.Iterator<RecordSlice> records(
      Run run, int bucket, long rank, Bucket memory, TaskContext context) {
    java.util.Iterator<ReceivedBlock> blocks =
        CollectionConverters.asJava(buckets.iterator(run.parents[bucket], context).map(Tuple2::_2));
    long skipped = rank - run.ranks[bucket];
    if (!sorted) {
      return ReceivedBlock.records(blocks, skipped);
    }
    memory.read(blocks);
    if (memory.size() != run.ends[bucket] - run.ranks[bucket]) {
      throw new ChangedRows();
    }
    return memory.records(Math.toIntExact(skipped));
  }

  private static long[] starts(long[] counts) {
    long[] starts = new long[counts.length + 1];
    for (int i = 0; i < counts.length; i++) {
      starts[i + 1] = starts[i] + counts[i];
    }
    return starts;
  }

  private static List<Integer> overlapped(long[] starts, long from, long to) {
    List<Integer> overlapped = new ArrayList<>();
    for (int i = 0; i + 1 < starts.length; i++) {
      if (starts[i] < starts[i + 1] && starts[i] < to && starts[i + 1] > from) {
        overlapped.add(i);
      }
    }
    return overlapped;
  }

  private static scala.collection.immutable.Seq<org.apache.spark.Dependency<?>> dependencies(
      RDD<Tuple2<Integer, ReceivedBlock>> buckets, int firstBucket, long[] starts, long[] cuts) {
    List<org.apache.spark.Dependency<?>> one =
        List.of(new Overlap(buckets, firstBucket, starts, cuts));
    return CollectionConverters.asScala(one).toList();
  }

  /**
   * One run; it brings its buckets along, as a task cannot ask the source for them.
   *
   * @param from the rank of its first row; {@code to} is that after its last
   * @param ranks of the first row of each bucket; {@code ends} are those after the last
   */
  private record Run(int index, long from, long to, Partition[] parents, long[] ranks, long[] ends)
      implements Partition, Serializable {}

  private static final class Overlap extends NarrowDependency<Tuple2<Integer, ReceivedBlock>> {
    private static final long serialVersionUID = 1L;
    private final transient int firstBucket;
    private final transient long[] starts;
    private final transient long[] cuts;

    Overlap(
        RDD<Tuple2<Integer, ReceivedBlock>> buckets, int firstBucket, long[] starts, long[] cuts) {
      super(buckets);
      this.firstBucket = firstBucket;
      this.starts = starts;
      this.cuts = cuts;
    }

    @Override
    public scala.collection.immutable.Seq<Object> getParents(int run) {
      List<Object> parents = new ArrayList<>();
      for (int bucket : overlapped(starts, cuts[run], cuts[run + 1])) {
        parents.add(firstBucket + bucket);
      }
      return CollectionConverters.asScala(parents).toList();
    }
  }

  /** The rows of one split in order, to be cut wherever one likes. */
  public record SplitRowCutter(OrderedRecords records, DataSplit split, long[] counts) {

    /** One partition a run of the sizes. */
    public JavaRDD<RecordSlice> cut(ShardSizes sizes) {
      long[] cuts = new long[sizes.shards() + 1];
      for (int i = 0; i < cuts.length; i++) {
        cuts[i] = sizes.start(i);
      }
      int first = records.layout().first(split);
      RankRangeRDD runs = new RankRangeRDD(records, first, counts, cuts);
      return new JavaRDD<>(runs, ClassTag$.MODULE$.apply(RecordSlice.class));
    }

    /** How many tasks may run at once. */
    public int cores() {
      return records.blocks().rdd().sparkContext().defaultParallelism();
    }
  }
}
