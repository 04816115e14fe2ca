package io.fallline.core.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.metric.Metric;
import io.fallline.core.network.CurvatureAggregate;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.training.BatchPlan.Batch;
import io.fallline.core.training.NonFiniteSearch.NonFiniteRow;
import io.fallline.core.training.TrainingListener.StepRecord;
import io.fallline.core.training.TrainingOptions.NonFinitePolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingLoopTest {
  private static final int ROWS = 103;

  /** y = 2a − b + 3 + noise, of which the third column knows nothing. */
  private static Trainings line() {
    Random random = new Random(8);
    double[][] features = new double[ROWS][3];
    double[] labels = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < 3; j++) {
        features[i][j] = random.nextGaussian();
      }
      labels[i] = 2 * features[i][0] - features[i][1] + 3 + 0.01 * random.nextGaussian();
    }
    return new Trainings(features, labels);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 10, 50, ROWS, Long.MAX_VALUE})
  void everyBatchSizeFindsTheLine(long batchSize) {
    Trainings training = line();
    training.batchSize = batchSize;
    training.learningRate = 0.02;
    training.stopping = StoppingRules.epochs(400);
    assertArrayEquals(new double[] {2, -1, 0, 3}, training.run().state().parameters(), 0.02);
  }

  @Test
  void aRateTooLargeDivergesAndOneTooSmallHardlyMoves() {
    Trainings large = line();
    large.learningRate = 1.5;
    large.stopping = StoppingRules.epochs(20);
    Trainings.Told told = large.run();
    assertTrue(told.steps().get(19).loss() > 100 * told.steps().get(0).loss());
    Trainings small = line();
    small.learningRate = 1e-6;
    assertEquals(0, small.run().state().parameters()[3], 1e-4);
  }

  @Test
  void stepsAndEpochsAreToldInOrder() {
    Trainings training = line();
    training.batchSize = 40;
    training.stopping = StoppingRules.epochs(2);
    Trainings.Told told = training.run();
    assertEquals("epochs", told.reason());
    assertEquals(
        List.of(1L, 2L, 3L, 4L, 5L, 6L), told.steps().stream().map(StepRecord::step).toList());
    assertEquals(
        List.of(1L, 1L, 1L, 2L, 2L, 2L), told.steps().stream().map(StepRecord::epoch).toList());
    assertEquals(
        List.of(40L, 40L, 23L, 40L, 40L, 23L),
        told.steps().stream().map(StepRecord::rows).toList());
    assertEquals(List.of(1L, 2L), told.epochs());
  }

  @Test
  void aStepReportsLossBeforeTheUpdateAndTheNormBeforeClipping() {
    Trainings training = line();
    training.clipping = new Clipping(Double.POSITIVE_INFINITY, 0.5);
    training.stopping = StoppingRules.epochs(1);
    Trainings.Told told = training.run();
    StepRecord first = told.steps().get(0);
    double meanSquare = Arrays.stream(training.labels).map(y -> y * y).average().orElseThrow();
    assertEquals(meanSquare, first.loss(), 1e-5);
    assertTrue(first.gradientNorm() > 5);
    double moved = Math.sqrt(Arrays.stream(told.state().parameters()).map(p -> p * p).sum());
    assertEquals(0.1 * 0.5, moved, 1e-9);
  }

  @Test
  void clippingByValueComesBeforeClippingByNorm() {
    double[] gradient = {10, -10, 0.1};
    new Clipping(1, 1).clip(gradient, gradient.length);
    double norm = Math.sqrt(2.01);
    assertArrayEquals(new double[] {1 / norm, -1 / norm, 0.1 / norm}, gradient, 1e-15);
    double[] huge = {1e300, 1e300};
    new Clipping(Double.POSITIVE_INFINITY, 1).clip(huge, huge.length);
    assertArrayEquals(new double[] {Math.sqrt(0.5), Math.sqrt(0.5)}, huge, 1e-12);
  }

  @Test
  void trainingEndsAtTheFirstRuleThatHolds() {
    Trainings byNorm = line();
    byNorm.stopping =
        new StoppingRules(
            1000, Long.MAX_VALUE, 1e-3, Double.NEGATIVE_INFINITY, () -> false, () -> false);
    Trainings.Told told = byNorm.run();
    assertEquals("gradientNorm", told.reason());
    List<StepRecord> steps = told.steps();
    assertTrue(steps.get(steps.size() - 1).gradientNorm() <= 1e-3);
    assertTrue(steps.get(steps.size() - 2).gradientNorm() > 1e-3);
    Trainings byLoss = line();
    byLoss.stopping = new StoppingRules(1000, Long.MAX_VALUE, -1, 0.5, () -> false, () -> false);
    assertEquals("loss", byLoss.run().reason());
    Trainings bySteps = line();
    bySteps.batchSize = 10;
    bySteps.stopping =
        new StoppingRules(1000, 17, -1, Double.NEGATIVE_INFINITY, () -> false, () -> false);
    assertEquals("maxSteps", bySteps.run().reason());
    assertEquals(17, bySteps.run().state().step());
    Trainings byTime = line();
    int[] asked = {0};
    byTime.stopping =
        new StoppingRules(
            1000, Long.MAX_VALUE, -1, Double.NEGATIVE_INFINITY, () -> ++asked[0] == 5, () -> false);
    assertEquals("minutes", byTime.run().reason());
    assertEquals(5, asked[0]);
  }

  @Test
  void noEpochsAreNoSteps() {
    Trainings training = line();
    training.stopping = StoppingRules.epochs(0);
    Trainings.Told told = training.run();
    assertEquals("epochs", told.reason());
    assertEquals(0, told.state().step());
  }

  @Test
  void theFixedPointWithL2IsTheRidgeSolution() {
    Trainings training = line();
    training.l2 = 0.5;
    training.stopping = StoppingRules.epochs(2000);
    double[] w = training.run().state().parameters();
    double[] gradient = new double[4];
    for (int i = 0; i < ROWS; i++) {
      double[] x = training.features[i];
      double derivative =
          2 * (w[0] * x[0] + w[1] * x[1] + w[2] * x[2] + w[3] - training.labels[i]) / ROWS;
      for (int j = 0; j < 3; j++) {
        gradient[j] += derivative * x[j];
      }
      gradient[3] += derivative;
    }
    for (int j = 0; j < 3; j++) {
      assertEquals(0, gradient[j] + 0.5 * w[j], 1e-5);
    }
    assertEquals(0, gradient[3], 1e-5, "the bias has no penalty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sgd",
        "momentum",
        "nesterov",
        "adagrad",
        "rmsprop",
        "adam",
        "amsgrad",
        "adamax",
        "adadelta"
      })
  void theFixedPointWithL1IsThatOfTheStatedObjective(String rule) {
    Trainings training = line();
    training.rule = rule;
    training.l1 = 0.8;
    training.learningRate = rule.equals("adadelta") ? 1 : rule.equals("adagrad") ? 0.5 : 0.01;
    training.stopping = StoppingRules.epochs(6000);
    Trainings exact = line();
    exact.l1 = 0.8;
    exact.stopping = StoppingRules.epochs(6000);
    double[] expected = exact.run().state().parameters();
    double[] found = training.run().state().parameters();
    assertEquals(0.0, found[2], "a weight that explains nothing is exactly 0");
    assertArrayEquals(expected, found, 0.03);
    assertTrue(
        found[0] < 1.8 && found[3] > 2.8,
        "weights shrink, the bias does not: " + Arrays.toString(found));
  }

  @Test
  void everyRowWeighsTheSameAllEpochWhereTheLastBatchIsScaled() {
    Trainings kept = line();
    kept.batchSize = 100;
    kept.stopping = StoppingRules.epochs(1);
    Trainings scaled = line();
    scaled.batchSize = 100;
    scaled.lastBatch = BatchPlan.LastBatch.SCALE;
    scaled.stopping = StoppingRules.epochs(1);
    StepRecord lastKept = kept.run().steps().get(1);
    StepRecord lastScaled = scaled.run().steps().get(1);
    assertEquals(
        lastKept.loss(), lastScaled.loss(), 1e-12, "the loss stays that of the batch's own rows");
    assertEquals(lastKept.gradientNorm() * 3 / 100, lastScaled.gradientNorm(), 1e-9);
  }

  @Test
  void earlyStoppingEndsAfterItsPatienceAndRestoresTheBest() {
    Trainings training = line();
    training.learningRate = 0.9;
    double[][] other = new double[20][3];
    double[] labels = new double[20];
    Arrays.fill(labels, 1.5);
    training.learningRate = 0.05;
    training.validation = ShardFixtures.of(other, labels, 1);
    training.stopping = StoppingRules.epochs(500);
    training.earlyStopping = new EarlyStopping(Metric.of(training.createLoss()), 3, 0, true);
    Trainings.Told told = training.run();
    assertEquals("earlyStopping", told.reason());
    double atEnd = told.state().parameters()[3];
    double best = told.result()[3];
    assertTrue(
        Math.abs(best - 1.5) < Math.abs(atEnd - 1.5), best + " is nearer to 1.5 than " + atEnd);
    assertEquals(told.state().step(), told.epochs().size());
    training.earlyStopping = new EarlyStopping(Metric.of(training.createLoss()), 3, 0, false);
    assertArrayEquals(told.state().parameters(), training.run().result(), 0);
  }

  @Test
  void thePlateauScheduleSeesTheValidationLoss() {
    Trainings training = line();
    training.schedule = "plateau";
    training.validation = ShardFixtures.of(new double[4][3], new double[] {0, 0, 0, 0}, 1);
    training.stopping = StoppingRules.epochs(4);
    List<Double> rates = training.run().steps().stream().map(StepRecord::learningRate).toList();
    assertEquals(0.1, rates.get(0));
    assertTrue(rates.get(3) < 0.1 * 0.2, "validation got worse each epoch: " + rates);
  }

  /** Spoils the gradients of some steps. */
  private record Spoiled(GradientComputer source, LongPredicate steps) implements GradientComputer {
    @Override
    public GradientAggregate at(float[] parameters, Batch batch) {
      GradientAggregate sum = source.at(parameters, batch);
      return steps.test(batch.step())
          ? GradientAggregate.dense(sum.rows(), sum.weight(), Double.NaN, sum.gradient())
          : sum;
    }

    @Override
    public Evaluation evaluate(float[] parameters, DataSplit split) {
      return source.evaluate(parameters, split);
    }

    @Override
    public CurvatureAggregate curvature(double[] parameters, DataSplit split) {
      return source.curvature(parameters, split);
    }

    @Override
    public NonFiniteRow nonFiniteRow(float[] parameters, Batch batch) {
      return source.nonFiniteRow(parameters, batch);
    }

    @Override
    public void close() {
      source.close();
    }
  }

  @Test
  void aRowThatMakesTheLossInfiniteIsNamed() {
    Trainings training = line();
    training.labels = training.labels.clone();
    training.labels[3] = 1e200;
    Failure failure = assertThrows(Failure.class, training::run);
    assertTrue(
        failure
            .getMessage()
            .startsWith(
                "step 1 (epoch 1): the loss is Infinity; row 4 of shard 0 has the loss Infinity (its"
                    + " largest input is "),
        failure.getMessage());
  }

  @Test
  void aNonFiniteLossEndsTrainingByDefault() {
    Trainings training = line();
    training.wrapped = source -> new Spoiled(source, step -> step == 4);
    Failure failure = assertThrows(Failure.class, training::run);
    assertEquals(Failure.Kind.TRAINING, failure.kind());
    assertTrue(
        failure.getMessage().startsWith("step 5 (epoch 5): the loss is NaN"), failure.getMessage());
  }

  @ParameterizedTest
  @EnumSource(NonFinitePolicy.class)
  void everyPolicyEndsTrainingInTheEnd(NonFinitePolicy policy) {
    Trainings training = line();
    training.policy = policy;
    training.learningRate = 1e300;
    training.stopping = StoppingRules.epochs(1000);
    assertEquals(Failure.Kind.TRAINING, assertThrows(Failure.class, training::run).kind());
  }

  @Test
  void skippingLeavesABatchOutAndGoesOn() {
    Trainings training = line();
    training.policy = NonFinitePolicy.SKIP;
    training.batchSize = 10;
    training.wrapped = source -> new Spoiled(source, step -> step % 7 == 3);
    training.stopping = StoppingRules.epochs(2);
    Trainings.Told told = training.run();
    assertEquals("epochs", told.reason());
    assertEquals(22, told.state().step());
    assertEquals(3, told.warnings().size());
    assertEquals(19, told.steps().size());
    training.wrapped = source -> new Spoiled(source, step -> step >= 5);
    assertThrows(Failure.class, training::run);
  }

  @Test
  void rollingBackGoesToTheEpochsStartAtHalfTheRate() {
    Trainings training = line();
    training.policy = NonFinitePolicy.ROLLBACK;
    training.batchSize = 50;
    int[] times = {0};
    training.wrapped = source -> new Spoiled(source, step -> step == 4 && times[0]++ == 0);
    training.stopping = StoppingRules.epochs(3);
    Trainings.Told told = training.run();
    assertEquals(
        List.of(1L, 2L, 3L, 4L, 4L, 5L, 6L, 7L, 8L, 9L),
        told.steps().stream().map(StepRecord::step).toList());
    assertEquals(0.1, told.steps().get(3).learningRate());
    assertEquals(0.05, told.steps().get(4).learningRate());
    assertEquals(1, told.warnings().size());
  }

  @Test
  void aBatchWhoseRowsWeighNothingIsAStepWithoutUpdate() {
    Trainings training = line();
    training.loss = "logistic";
    training.labels = new double[ROWS];
    training.labels[0] = 1;
    training.batchSize = 1;
    training.classWeights = new double[] {0, 1};
    training.stopping = StoppingRules.epochs(1);
    training.rule = "momentum";
    Trainings.Told told = training.run();
    assertEquals(ROWS, told.state().step());
    assertEquals(1, told.state().optimizer().step());
    assertEquals(ROWS - 1, told.steps().stream().filter(step -> Double.isNaN(step.loss())).count());
  }
}
