package io.fallline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.engine.resident.StageEndDecision;
import io.fallline.testing.LocalSpark;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a job that Spark gave up comes to for the person who trains. */
class ClusterFailuresTest {
  private static final String LOST =
      "Job aborted due to stage failure: Task 1 in stage 3.0 failed 4 times, most recent failure:"
          + " Lost task 1.3 in stage 3.0 (TID 9) (10.0.0.7 executor 4): ExecutorLostFailure (executor"
          + " 4 exited caused by one of the running tasks) Reason: Command exited with code 137\n"
          + "Driver stacktrace:";

  @ParameterizedTest
  @ValueSource(
      strings = {
        LOST,
        "Job aborted due to stage failure: ShuffleMapStage 2 (map at X.java:1) has failed the maximum"
            + " allowable number of times: 4. Most recent failure reason:\norg.apache"
      })
  void executorsLostAgainAndAgainAreTheClustersAffair(String message) {
    SparkException failed = new SparkException(message);
    assertTrue(ClusterFailures.isLoss(failed));
    Failure told = (Failure) ClusterFailures.translated(failed, false);
    assertEquals(Failure.Kind.TRY_LATER, told.kind());
    assertTrue(told.getMessage().contains("--executor-memory"), told.getMessage());
    assertEquals(1, told.getMessage().lines().count());
  }

  @Test
  void aResidentStageThatLossesHaveEndedIsBegunAnewAndOneThatFailedByItselfIsNot() {
    assertSame(StageEndDecision.REBUILD, StageEndDecision.onEnd(new SparkException(LOST)));
    Throwable defect = new SparkException("aborted", new IllegalArgumentException("a defect"));
    assertEquals(StageEndDecision.Next.FAIL, StageEndDecision.onEnd(defect).next());
  }

  @Test
  void lostMessagesAreALoss() {
    assertTrue(ClusterFailures.isLoss(new SparkException("aborted", new ClosedChannelException())));
  }

  @Test
  void whatATaskThrewIsNoLossAndIsToldInALine() {
    Failure told = (Failure) failure(() -> run(LocalSpark.session().sparkContext(), new Defect()));
    assertEquals(Failure.Kind.TRAINING, told.kind());
    assertTrue(told.getMessage().contains("IllegalArgumentException: a defect"), told.getMessage());
    assertTrue(told.getMessage().endsWith("; --verbose shows where"));
    assertEquals(1, told.getMessage().lines().count());
    assertFalse(ClusterFailures.isLoss(told.getCause()));
  }

  @Test
  void aFailureOfOursWithinATaskKeepsItsKind() {
    Throwable thrown = failure(() -> run(LocalSpark.session().sparkContext(), new BadRow()));
    while (!(thrown instanceof Failure)) {
      thrown = thrown.getCause();
    }
    assertEquals(Failure.Kind.DATA, ((Failure) thrown).kind());
    assertEquals("row 7: bad", thrown.getMessage());
  }

  @Test
  void anApplicationThatSparkHasEndedIsToBeTriedAgain() {
    Failure told =
        (Failure)
            ClusterFailures.translated(
                new IllegalStateException("Cannot call methods on a stopped SparkContext.\nThis"),
                true);
    assertEquals(Failure.Kind.TRY_LATER, told.kind());
    assertEquals(
        "Spark has ended the application (Cannot call methods on a stopped SparkContext.); try again",
        told.getMessage());
  }

  @Test
  void whatIsNotSparksStaysAsItIs() {
    RuntimeException own = new IllegalStateException("own");
    assertSame(own, ClusterFailures.translated(own, false));
  }

  private static Throwable failure(Supplier<Long> work) {
    return assertThrows(
        RuntimeException.class,
        () -> ClusterWatchdog.named(LocalSpark.session().sparkContext(), "a job", work));
  }

  private static long run(org.apache.spark.SparkContext context, Function<Integer, Integer> task) {
    return JavaSparkContext.fromSparkContext(context)
        .parallelize(List.of(1, 2), 2)
        .map(task)
        .count();
  }

  private static final class Defect implements Function<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer call(Integer number) {
      throw new IllegalArgumentException("a defect");
    }
  }

  private static final class BadRow implements Function<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer call(Integer number) {
      throw Failure.data("row 7: bad");
    }
  }
}
