package io.fallline.data.partitions;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;

/** Jobs that bring the elements of partitions to the driver, in order. */
public final class PartitionResults {
  private PartitionResults() {}

  public static <T> List<T> all(JavaRDD<T> rdd) {
    return of(rdd, IntStream.range(0, rdd.getNumPartitions()).boxed().toList());
  }

  public static <T> List<T> of(JavaRDD<T> rdd, List<Integer> partitions) {
    List<Object> numbers = new ArrayList<>(partitions);
    ArrayList<T>[] found =
        results(
            rdd.rdd()
                .sparkContext()
                .runJob(
                    rdd.rdd(),
                    new Elements<T>(),
                    CollectionConverters.asScala(numbers).toSeq(),
                    ClassTag$.MODULE$.apply(ArrayList.class)));
    List<T> elements = new ArrayList<>();
    for (ArrayList<T> each : found) {
      elements.addAll(each);
    }
    return elements;
  }

  @SuppressWarnings("unchecked") // the class that the tag names
  private static <T> ArrayList<T>[] results(Object results) {
    return (ArrayList<T>[]) results;
  }

  /** A named class: Spark reads the bytecode around lambdas only. */
  private static final class Elements<T>
      extends AbstractFunction2<TaskContext, Iterator<T>, ArrayList<T>> implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public ArrayList<T> apply(TaskContext task, Iterator<T> each) {
      ArrayList<T> elements = new ArrayList<>();
      while (each.hasNext()) {
        elements.add(each.next());
      }
      return elements;
    }
  }
}
