package io.fallline.spark;

import io.fallline.core.math.TreeSum;
import io.fallline.core.train.Shard;
import io.fallline.core.wire.Wire;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction2;

/** What a task makes of its shards: {@link TaskSums} on the {@link Wire}. */
abstract class ShardTask<T>
    extends AbstractFunction2<TaskContext, scala.collection.Iterator<Shard>, byte[]>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public byte[] apply(TaskContext task, scala.collection.Iterator<Shard> shards) {
    long begin = System.nanoTime();
    List<TreeSum.Node<T>> nodes = of(task.partitionId(), CollectionConverters.asJava(shards));
    return Wire.bytes(new TaskSums<>(nodes, System.nanoTime() - begin));
  }

  abstract List<TreeSum.Node<T>> of(int partition, Iterator<Shard> shards);
}
