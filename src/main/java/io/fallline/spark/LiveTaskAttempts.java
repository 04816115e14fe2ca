package io.fallline.spark;

import java.util.function.LongPredicate;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.TaskSchedulerImpl;

/** Which attempts at tasks Spark has started and not yet seen the end of. */
final class LiveTaskAttempts {
  private LiveTaskAttempts() {}

  /** Known before the task is; a scheduler that is not Spark's own is not asked. */
  static LongPredicate of(SparkContext context) {
    return context.taskScheduler() instanceof TaskSchedulerImpl scheduler
        ? attempt -> scheduler.taskIdToTaskSetManager().containsKey(attempt)
        : attempt -> true;
  }
}
