package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.ShardSizes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.StageInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What the engine {@code jobs} asks of Spark, counted by a listener that Spark is told of through
 * its own setting.
 */
class StepJobsTest {
  private static final String LISTENERS = "spark.extraListeners";
  private static final int ROWS = 569;
  private static final int FEATURES = 30;
  private static final int BATCH_SIZE = 64;
  private static final List<Integer> TASKS_OF_JOBS = new CopyOnWriteArrayList<>();

  @TempDir private Path directory;

  /** Spark makes it, by name. */
  public static final class Counter extends SparkListener {
    @Override
    public void onJobStart(SparkListenerJobStart job) {
      // the stages before the last are those of the shuffle, long done and skipped
      TASKS_OF_JOBS.add(
          CollectionConverters.asJava(job.stageInfos()).stream()
              .max(Comparator.comparingInt(StageInfo::stageId))
              .orElseThrow()
              .numTasks());
    }
  }

  @BeforeEach
  void listen() {
    System.setProperty(LISTENERS, Counter.class.getName());
  }

  @AfterEach
  void listenNoMore() {
    System.clearProperty(LISTENERS);
  }

  @Test
  void aStepIsOneJobOfATaskACore() throws Exception {
    List<Integer> few = tasksOfJobs("local[2]", 3);
    List<Integer> many = tasksOfJobs("local[2]", 20);
    assertEquals(few.size() + 17, many.size());
    assertEquals(2 * 17, sum(many) - sum(few), few + " and " + many);
  }

  @Test
  void aStepHasNoMoreTasksThanItsRowsHaveGroups() throws Exception {
    List<Integer> few = tasksOfJobs("local[16]", 1);
    List<Integer> many = tasksOfJobs("local[16]", 5);
    int groups =
        new BatchPlan(ShardSizes.auto(ROWS), BATCH_SIZE, BatchPlan.LastBatch.KEEP, 0)
            .groups(FEATURES + 1);
    assertEquals(few.size() + 4, many.size());
    assertTrue(
        groups < 16 && sum(many) - sum(few) <= 4 * groups,
        groups + " groups, " + few + " and " + many);
  }

  private List<Integer> tasksOfJobs(String master, int steps) throws Exception {
    Path configuration =
        Files.writeString(
            directory.resolve("cancer.conf"),
            """
            data.train = "%s"
            model.loss = "logistic"
            training { batchSize = %d, maxSteps = %d, epochs = 10, engine = "jobs" }
            output.directory = "%s"
            """
                .formatted(
                    Path.of(System.getProperty("basedir", ""), "sample-data", "breast-cancer.csv")
                        .toAbsolutePath(),
                    BATCH_SIZE,
                    steps,
                    directory.resolve("runs")));
    TASKS_OF_JOBS.clear();
    CommandRun run =
        CommandRun.of("train", "--config", configuration.toString(), "--quiet", "--master", master);
    assertEquals(0, run.exit(), run.err());
    return List.copyOf(
        TASKS_OF_JOBS); // Spark's listeners have heard of all when its context has stopped
  }

  private static int sum(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).sum();
  }
}
