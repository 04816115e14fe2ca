package io.fallline.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.Dependency;
import org.apache.spark.NarrowDependency;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;

/**
 * Runs of adjacent partitions of a parent as one partition each. ({@code coalesce} makes no promise
 * of adjacency, on which groups of shards depend.)
 */
final class CoalescedRangeRDD<T> extends RDD<T> {
  private static final long serialVersionUID = 1L;

  /** The parent's partitions {@code from} (inclusive) to {@code to} (exclusive). */
  private record Run(int index, List<Partition> parents) implements Partition {}

  private final int[] starts;
  private final transient RDD<T> parentOnDriver;

  /**
   * @param starts the first parent partition of each run, and in the end the number of all
   */
  CoalescedRangeRDD(RDD<T> parent, int[] starts, ClassTag<T> type) {
    super(parent.context(), dependencies(parent, starts), type);
    this.starts = starts.clone();
    this.parentOnDriver = parent;
  }

  private static <T> Seq<Dependency<?>> dependencies(RDD<T> parent, int[] starts) {
    Dependency<?> dependency = new RunDependency<>(parent, starts.clone());
    return CollectionConverters.asScala(List.<Dependency<?>>of(dependency)).toSeq();
  }

  @Override
  public Partition[] getPartitions() {
    Partition[] parents = parentOnDriver.partitions();
    Partition[] runs = new Partition[starts.length - 1];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = new Run(i, List.of(Arrays.copyOfRange(parents, starts[i], starts[i + 1])));
    }
    return runs;
  }

  @Override
  public Iterator<T> compute(Partition split, TaskContext context) {
    RDD<T> parent = firstParent(elementClassTag());
    List<Partition> parents = ((Run) split).parents();
    java.util.Iterator<T> elements =
        new java.util.Iterator<>() {
          private int next;
          private Iterator<T> current = scala.collection.Iterator$.MODULE$.empty();

          @Override
          public boolean hasNext() {
            while (!current.hasNext() && next < parents.size()) {
              current = parent.iterator(parents.get(next++), context);
            }
            return current.hasNext();
          }

          @Override
          public T next() {
            if (!hasNext()) {
              throw new java.util.NoSuchElementException();
            }
            return current.next();
          }
        };
    return CollectionConverters.asScala(elements);
  }

  /** Where the first cached parent partition is. */
  @Override
  public Seq<String> getPreferredLocations(Partition split) {
    for (Partition parent : ((Run) split).parents()) {
      Seq<String> locations = parentOnDriver.preferredLocations(parent);
      if (!locations.isEmpty()) {
        return locations;
      }
    }
    return super.getPreferredLocations(split);
  }

  private static final class RunDependency<T> extends NarrowDependency<T> {
    private static final long serialVersionUID = 1L;

    private final int[] starts;

    RunDependency(RDD<T> parent, int[] starts) {
      super(parent);
      this.starts = starts;
    }

    @Override
    public Seq<Object> getParents(int run) {
      List<Object> parents = new ArrayList<>();
      for (int i = starts[run]; i < starts[run + 1]; i++) {
        parents.add(i);
      }
      return CollectionConverters.asScala(parents).toSeq();
    }
  }
}
