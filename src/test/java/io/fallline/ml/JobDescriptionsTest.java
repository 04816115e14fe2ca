package io.fallline.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Spark's pages say of the jobs of estimators, in a session where a user says things too. */
class JobDescriptionsTest {
  private static final String USERS = "the nightly job";
  private static final String DESCRIPTION = "spark.job.description";

  private final SparkContext context = LocalSpark.session().sparkContext();
  private final Dataset<Row> rows = Frames.of("wine");
  private final BlockingQueue<String> descriptions = new LinkedBlockingQueue<>();
  private final SparkListener listener =
      new SparkListener() {
        @Override
        public void onJobStart(SparkListenerJobStart job) {
          descriptions.add(job.properties().getProperty(DESCRIPTION, "none"));
        }
      };

  @BeforeEach
  void listen() {
    rows.count();
    context.setJobGroup("the user's group", USERS, false);
    usersJob();
    context.addSparkListener(listener);
  }

  @AfterEach
  void listenNoMore() {
    context.removeSparkListener(listener);
    context.clearJobGroup();
    rows.unpersist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "resident", "jobs"})
  void everyJobOfAFitIsDescribedAndTheUsersWordsComeBack(String engine) throws Exception {
    MiniBatchClassifier classifier = classifier().setEngine(engine);
    MiniBatchClassificationModel model = classifier.fit(rows);
    List<String> told = untilTheUsersJob();
    assertTrue(
        told.stream().allMatch(description -> description.startsWith("wines: ")), told::toString);
    assertTrue(told.contains("wines: loading: reading and counting"), told::toString);
    assertTrue(told.contains("wines: loading: statistics"), told::toString);
    assertTrue(told.contains("wines: loading: packing"), told::toString);
    switch (engine) {
      case "local" -> assertEquals("wines: loading: packing", told.get(told.size() - 1));
      case "resident" -> assertTrue(told.contains("wines: resident tasks"), told::toString);
      default -> {
        assertTrue(told.contains("wines: step 1, epoch 1"), told::toString);
        assertTrue(told.contains("wines: step 3, epoch 2"), told::toString);
        assertTrue(told.contains("wines: evaluation of validation rows"), told::toString);
      }
    }
    assertEquals("the user's group", context.getLocalProperty("spark.jobGroup.id"));

    model.evaluate(rows);
    List<String> ofEvaluation = untilTheUsersJob();
    assertTrue(
        ofEvaluation.stream().allMatch(description -> description.startsWith("evaluate wines: ")),
        ofEvaluation::toString);
  }

  @Test
  void theUsersWordsComeBackAfterAFitThatFailsToo() throws Exception {
    Dataset<Row> halves = rows.withColumn("label", functions.lit(0.5));
    assertThrows(IllegalArgumentException.class, () -> classifier().fit(halves));
    List<String> told = untilTheUsersJob();
    assertTrue(told.stream().allMatch(d -> d.startsWith("wines: ")), told::toString);
    assertTrue(told.contains("wines: number of classes"), told::toString);
    assertTrue(told.contains("wines: loading: reading and counting"), told::toString);
  }

  private static MiniBatchClassifier classifier() {
    return new MiniBatchClassifier("wines")
        .setValidationFraction(0.2)
        .setBatchSize(100)
        .setEpochs(2);
  }

  private void usersJob() {
    JavaSparkContext.fromSparkContext(context).parallelize(List.of(1)).count();
  }

  /** All descriptions before that of a job of the user's, who then runs one. */
  private List<String> untilTheUsersJob() throws InterruptedException {
    usersJob();
    List<String> before = new ArrayList<>();
    String next = descriptions.poll(60, TimeUnit.SECONDS);
    while (!USERS.equals(next)) {
      assertTrue(next != null, "the user's job has not been seen after " + before);
      before.add(next);
      next = descriptions.poll(60, TimeUnit.SECONDS);
    }
    return before;
  }
}
