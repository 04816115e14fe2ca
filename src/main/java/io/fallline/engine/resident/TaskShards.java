package io.fallline.engine.resident;

import io.fallline.core.training.DataSplit;
import io.fallline.core.training.Shard;
import io.fallline.engine.shards.SpilledShards;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.Function3;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** The shards of a resident task: a run of adjacent ones of each split. */
record TaskShards(Map<DataSplit, List<Shard>> splits) {
  static final ClassTag<Shard> SHARD = ClassTag$.MODULE$.apply(Shard.class);
  private static final ClassTag<TaskShards> SHARDS = ClassTag$.MODULE$.apply(TaskShards.class);

  List<Shard> of(DataSplit split) {
    return splits.get(split);
  }

  private interface Together
      extends Function3<Iterator<Shard>, Iterator<Shard>, Iterator<Shard>, Iterator<TaskShards>>,
          Serializable {}

  /**
   * One element a partition, made when the task that has it begins.
   *
   * @param spilled whether the task keeps their rows in a file, as memory has no room for all
   */
  static RDD<TaskShards> rdd(Map<DataSplit, RDD<Shard>> runs, boolean spilled) {
    Together together =
        (train, validation, test) -> {
          Map<DataSplit, List<Shard>> splits = new EnumMap<>(DataSplit.class);
          splits.put(DataSplit.TRAIN, all(train, spilled));
          splits.put(DataSplit.VALIDATION, all(validation, spilled));
          splits.put(DataSplit.TEST, all(test, spilled));
          return CollectionConverters.asScala(List.of(new TaskShards(splits)).iterator());
        };
    return runs.get(DataSplit.TRAIN)
        .zipPartitions(
            runs.get(DataSplit.VALIDATION),
            runs.get(DataSplit.TEST),
            together,
            SHARD,
            SHARD,
            SHARDS);
  }

  /** References to what Spark keeps, not copies, where it keeps shards in memory. */
  private static List<Shard> all(Iterator<Shard> shards, boolean spilled) {
    if (spilled) {
      return SpilledShards.inTask(CollectionConverters.asJava(shards), TaskContext.get());
    }
    List<Shard> all = new ArrayList<>();
    CollectionConverters.asJava(shards).forEachRemaining(all::add);
    return all;
  }
}
