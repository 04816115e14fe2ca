package io.fallline.data.partitions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.CauseChain;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class MappedPartitionsTest {
  private final JavaSparkContext context =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  private JavaRDD<Integer> numbers(int count, int partitions) {
    return context.parallelize(IntStream.range(0, count).boxed().toList(), partitions);
  }

  private static Iterator<String> named(int partition, Iterator<Integer> numbers) {
    List<String> names = new ArrayList<>();
    numbers.forEachRemaining(number -> names.add(partition + ":" + number));
    return names.iterator();
  }

  @Test
  void resultsAreThoseOfSparksOwnOperationInItsOrder() {
    JavaRDD<Integer> source = numbers(11, 4);
    assertEquals(
        source.mapPartitionsWithIndex(MappedPartitionsTest::named, true).collect(),
        PartitionResults.all(MappedPartitions.of(source, MappedPartitionsTest::named)));
  }

  @Test
  void somePartitionsComeInTheOrderInWhichTheyAreAskedFor() {
    JavaRDD<String> mapped = MappedPartitions.of(numbers(4, 4), MappedPartitionsTest::named);
    assertEquals(List.of("2:2", "0:0"), PartitionResults.of(mapped, List.of(2, 0)));
  }

  @Test
  void whatHasNoPartitionsHasNoElements() {
    JavaRDD<Integer> empty = context.emptyRDD();
    assertEquals(
        List.of(), PartitionResults.all(MappedPartitions.of(empty, MappedPartitionsTest::named)));
  }

  @Test
  void aTaskFailsWithWhatItsFunctionHasThrown() {
    JavaRDD<String> failing =
        MappedPartitions.of(
            numbers(4, 2),
            (partition, each) -> {
              throw new IOException("thrown by the function");
            });
    Exception failed = assertThrows(Exception.class, () -> PartitionResults.all(failing));
    assertTrue(
        CauseChain.of(failed)
            .anyMatch(
                cause ->
                    cause instanceof IOException
                        && cause.getMessage().equals("thrown by the function")));
  }
}
