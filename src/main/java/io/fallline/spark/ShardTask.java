package io.fallline.spark;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.serialization.JavaSerialization;
import io.fallline.core.training.Shard;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction2;

/** What a task makes of its shards: {@link JobTaskResult} on the {@link JavaSerialization}. */
abstract class ShardTask<T>
    extends AbstractFunction2<TaskContext, scala.collection.Iterator<Shard>, byte[]>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public byte[] apply(TaskContext task, scala.collection.Iterator<Shard> shards) {
    long begin = System.nanoTime();
    List<TreeReduction.Node<T>> nodes = of(task.partitionId(), CollectionConverters.asJava(shards));
    return JavaSerialization.bytes(new JobTaskResult<>(nodes, System.nanoTime() - begin));
  }

  abstract List<TreeReduction.Node<T>> of(int partition, Iterator<Shard> shards);
}
