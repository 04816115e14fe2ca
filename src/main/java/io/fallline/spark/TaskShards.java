package io.fallline.spark;

import io.fallline.core.training.DataSplit;
import io.fallline.core.training.Shard;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction3;

/** The shards of a resident task: a run of adjacent ones of each part. */
record TaskShards(Map<DataSplit, List<Shard>> parts) {
  static final ClassTag<Shard> SHARD = ClassTag$.MODULE$.apply(Shard.class);
  private static final ClassTag<TaskShards> SHARDS = ClassTag$.MODULE$.apply(TaskShards.class);

  List<Shard> of(DataSplit part) {
    return parts.get(part);
  }

  /**
   * One element a partition, made when the task that has it begins.
   *
   * @param spilled whether the task keeps their rows in a file, as memory has no room for all
   */
  static RDD<TaskShards> rdd(Map<DataSplit, RDD<Shard>> runs, boolean spilled) {
    return runs.get(DataSplit.TRAIN)
        .zipPartitions(
            runs.get(DataSplit.VALIDATION),
            runs.get(DataSplit.TEST),
            new Together(spilled),
            SHARD,
            SHARD,
            SHARDS);
  }

  private static final class Together
      extends AbstractFunction3<
          Iterator<Shard>, Iterator<Shard>, Iterator<Shard>, Iterator<TaskShards>>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final boolean spilled;

    Together(boolean spilled) {
      this.spilled = spilled;
    }

    @Override
    public Iterator<TaskShards> apply(
        Iterator<Shard> train, Iterator<Shard> validation, Iterator<Shard> test) {
      Map<DataSplit, List<Shard>> parts = new EnumMap<>(DataSplit.class);
      parts.put(DataSplit.TRAIN, all(train));
      parts.put(DataSplit.VALIDATION, all(validation));
      parts.put(DataSplit.TEST, all(test));
      return CollectionConverters.asScala(List.of(new TaskShards(parts)).iterator());
    }

    /** References to what Spark keeps, not copies, where it keeps shards in memory. */
    private List<Shard> all(Iterator<Shard> shards) {
      if (spilled) {
        return SpilledShards.inTask(CollectionConverters.asJava(shards), TaskContext.get());
      }
      List<Shard> all = new ArrayList<>();
      CollectionConverters.asJava(shards).forEachRemaining(all::add);
      return all;
    }
  }
}
