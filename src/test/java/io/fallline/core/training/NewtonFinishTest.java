package io.fallline.core.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.network.NetworkSpec;
import io.fallline.core.training.TrainingListener.FinishPass;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewtonFinishTest {
  private static final int ROWS = 3000;

  /** Rows whose labels a linear score decides, with noise; columns of many kinds. */
  private static Finishes planted(String loss, int rows, double[][] mixing, double strength) {
    Random random = new Random(loss.hashCode());
    int columns = mixing.length;
    double[][] features = new double[rows][columns];
    double[] labels = new double[rows];
    for (int r = 0; r < rows; r++) {
      double[] free = random.doubles(columns, -1.7, 1.7).toArray();
      double score = 0;
      for (int j = 0; j < columns; j++) {
        for (int i = 0; i < columns; i++) {
          features[r][j] += mixing[j][i] * free[i];
        }
        score += strength * free[j] * Math.sin(j + 1);
      }
      labels[r] = label(loss, score, random);
    }
    return new Finishes(loss, features, labels);
  }

  private static double label(String loss, double score, Random random) {
    return switch (loss) {
      case "mse" -> score + random.nextGaussian();
      case "poisson" -> count(Math.exp(Math.min(score, 5)), random);
      case "softmax" -> Math.max(0, Math.min(2, Math.rint(1 + score + random.nextGaussian())));
      default -> score + random.nextGaussian() > 0 ? 1 : 0;
    };
  }

  private static double count(double mean, Random random) {
    double left = Math.exp(-mean);
    int count = 0;
    for (double u = random.nextDouble(); u > left && count < 1000; count++) {
      u -= left;
      left *= mean / (count + 1);
    }
    return count;
  }

  private static double[][] plain(int columns) {
    double[][] mixing = new double[columns][columns];
    for (int j = 0; j < columns; j++) {
      mixing[j][j] = 1;
    }
    return mixing;
  }

  /** Columns that are all but one another: singular values from 1 to 10^-decades. */
  private static double[][] correlated(int columns, double decades) {
    double[][] mixing = new double[columns][columns];
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < columns; i++) {
        double value = Math.pow(10, -decades * i / (columns - 1));
        // rows of a cosine transform are orthogonal
        mixing[j][i] =
            value
                * Math.cos(Math.PI * i * (j + 0.5) / columns)
                * Math.sqrt((i == 0 ? 1.0 : 2.0) / columns);
      }
    }
    return mixing;
  }

  private static double fallReached(Finishes finish, FinishEnd end, double l2) {
    int outputs = finish.network().outputs();
    PlainNewton oracle = new PlainNewton(finish.loss, finish.features, finish.labels, l2, outputs);
    double begin = finish.passes.get(0).objective();
    double minimum = oracle.minimum();
    FinishPass last =
        finish.passes.stream().filter(FinishPass::accepted).reduce((a, b) -> b).orElseThrow();
    assertEquals(end.loss(), last.loss());
    return (begin - last.objective()) / (begin - minimum);
  }

  @ParameterizedTest
  @CsvSource({
    "mse, 0",
    "mse, 0.1",
    "poisson, 0",
    "poisson, 0.1",
    "logistic, 0",
    "logistic, 0.1",
    "softmax, 0",
    "softmax, 0.1",
    "squaredHinge, 0",
    "squaredHinge, 0.1"
  })
  void fromZeroItReachesTheMinimumOfThePlainLoops(String loss, double l2) {
    Finishes finish = planted(loss, ROWS, plain(5), 0.8);
    finish.l2 = l2;
    FinishEnd end = finish.run(finish.state());
    assertEquals("settled", end.reason());
    assertEquals(0, end.estimatedL2());
    assertTrue(end.passes() <= 10, end.line());
    assertEquals(1, fallReached(finish, end, l2), 1e-6);
    assertNeverRises(finish);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mse", "poisson", "logistic", "softmax", "squaredHinge"})
  void aConditionNumberOfAMillionDoesNotMatter(String loss) {
    // of the Hessian: squares of singular values
    Finishes finish = planted(loss, ROWS, correlated(8, 3), 0.6);
    FinishEnd end = finish.run(finish.state());
    assertEquals("settled", end.reason());
    assertEquals(1, fallReached(finish, end, 0), 1e-4, end.line());
    assertNeverRises(finish);
  }

  @Test
  void aTableOfConditionNumberAMillionDoesNotMatter() {
    Finishes finish = planted("mse", ROWS, correlated(8, 6), 0.6);
    FinishEnd end = finish.run(finish.state());
    assertEquals(1, fallReached(finish, end, 0), 1e-4, end.line());
  }

  @ParameterizedTest
  @ValueSource(strings = {"poisson", "logistic", "softmax", "squaredHinge", "mse"})
  void fromFarAwayItComesBackWithinFifteenPasses(String loss) {
    Finishes finish = planted(loss, ROWS, plain(5), 0.8);
    finish.start = new Random(3).doubles(finish.state().parameters().length, -3, 3).toArray();
    FinishEnd end = finish.run(finish.state());
    assertEquals("settled", end.reason(), end.line());
    assertEquals(1, fallReached(finish, end, 0), 1e-3, end.line());
    assertNeverRises(finish);
  }

  @Test
  void oneHotColumnsWithAnInterceptAreSingularAndStayWhereTheyAre() {
    Random random = new Random(4);
    double[][] features = new double[ROWS][7];
    double[] labels = new double[ROWS];
    for (int r = 0; r < ROWS; r++) {
      int a = random.nextInt(4);
      features[r][a] = 1;
      features[r][4 + random.nextInt(2)] = 1;
      labels[r] = random.nextDouble() < 0.2 + 0.15 * a ? 1 : 0; // column 6 is always 0
    }
    Finishes finish = new Finishes("logistic", features, labels);
    TrainingState state = finish.state();
    FinishEnd end = finish.run(state);
    assertEquals("settled", end.reason());
    assertEquals(1, fallReached(finish, end, 0), 1e-6);
    assertEquals(0, state.parameters()[6]);
    double largest = Arrays.stream(state.parameters()).map(Math::abs).max().orElseThrow();
    assertTrue(largest < 3, Arrays.toString(state.parameters()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"logistic", "softmax"})
  void classesThatAreSeparableArePenalised(String loss) {
    Finishes finish = planted(loss, 300, plain(3), 1);
    for (int r = 0; r < finish.labels.length; r++) {
      finish.labels[r] = finish.features[r][0] > 0 ? 1 : 0;
    }
    TrainingState state = finish.state();
    FinishEnd end = finish.run(state);
    assertTrue(end.estimatedL2() > 0 && end.estimatedL2() <= 1.0 / 300, end.line());
    double largest = Arrays.stream(state.parameters()).map(Math::abs).max().orElseThrow();
    assertTrue(largest < 100, Arrays.toString(state.parameters()));
    FinishPass last = finish.passes.get(finish.passes.size() - 1);
    double minimum =
        new PlainNewton(
                loss, finish.features, finish.labels, end.estimatedL2(), finish.network().outputs())
            .minimum();
    assertEquals(minimum, last.objective(), 1e-3 * 0.69, end.line());
  }

  @Test
  void fewRowsForTheirParametersArePenalisedAndManyAreNot() {
    assertTrue(run(planted("logistic", 200, plain(20), 0.1)).estimatedL2() > 0);
    assertEquals(0, run(planted("logistic", 2000, plain(20), 0.1)).estimatedL2());
    assertEquals(0, run(planted("mse", 200, plain(20), 0.1)).estimatedL2());
  }

  @Test
  void rowsThatCanBeFittedExactlyAreThereInAStep() {
    Finishes finish = planted("mse", 30, plain(40), 0.5);
    FinishEnd end = finish.run(finish.state());
    assertEquals("settled", end.reason());
    assertTrue(end.passes() <= 3, end.line());
    assertEquals(0, end.loss(), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"logistic", "poisson"})
  void aCategoryWhoseRowsAllHaveOneLabelDoesNotRunAway(String loss) {
    Random random = new Random(4);
    double[][] features = new double[20_000][2];
    double[] labels = new double[20_000];
    for (int r = 0; r < labels.length; r++) {
      features[r][0] = random.nextGaussian();
      features[r][1] = r < 5 ? 1 : 0;
      labels[r] = r < 5 || random.nextInt(3) > 0 ? 0 : 1;
    }
    Finishes finish = new Finishes(loss, features, labels);
    TrainingState state = finish.state();
    FinishEnd end = finish.run(state);
    assertEquals("settled", end.reason());
    assertEquals(0, end.estimatedL2());
    assertTrue(state.parameters()[1] < -3 && state.parameters()[1] > -9, end.line());
  }

  @Test
  void aConfiguredPenaltyThatIsLargerCounts() {
    Finishes finish = planted("logistic", 200, plain(20), 0.1);
    finish.l2 = 0.5;
    FinishEnd end = finish.run(finish.state());
    assertEquals(0, end.estimatedL2());
    assertEquals(0.5, finish.passes.get(0).l2());
    assertEquals(1, fallReached(finish, end, 0.5), 1e-4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mse", "poisson", "logistic", "softmax", "squaredHinge"})
  void aFinishThatGoesOnFromAnyPassEndsInTheSameBits(String loss) {
    for (Finishes kind :
        List.of(
            planted(loss, 500, plain(4), 3),
            planted(loss, 90, plain(12), 0.5),
            far(planted(loss, 500, plain(4), 0.5)))) {
      TrainingState calm = kind.state();
      FinishEnd expected = kind.run(calm);
      for (int pass = 0; pass < kind.states.size(); pass++) {
        Finishes again = new Finishes(kind.loss, kind.features, kind.labels);
        TrainingStateSnapshot saved = kind.states.get(pass);
        assertEquals(pass + 1, saved.finishPasses());
        TrainingState state = saved.restore(kind.optimizer());
        assertEquals("epochs", state.finish().after());
        again.threads = 1 + pass % 3;
        assertEquals(expected, again.run(state), "from pass " + (pass + 1));
        assertArrayEquals(calm.parameters(), state.parameters());
        assertArrayEquals(calm.rounded(), state.rounded());
        assertEquals(kind.passes.subList(pass + 1, kind.passes.size()), again.passes);
      }
    }
  }

  private static Finishes far(Finishes finish) {
    finish.start = new Random(3).doubles(finish.state().parameters().length, -2, 2).toArray();
    return finish;
  }

  @Test
  void aSignalIsAskedForBetweenPasses() {
    Finishes finish = planted("logistic", 500, plain(4), 1);
    finish.terminated = () -> finish.passes.size() == 2;
    TrainingState state = finish.state();
    assertEquals(StoppingRules.TERMINATED, finish.run(state).reason());
    assertEquals(2, finish.passes.size());
    assertEquals(2, TrainingStateSnapshot.of(state).finishPasses());

    Finishes early = planted("logistic", 500, plain(4), 1);
    early.timeIsUp = () -> true;
    TrainingState before = early.state();
    assertEquals("minutes", early.run(before).reason());
    assertEquals(List.of(), early.passes);
    TrainingStateSnapshot saved = TrainingStateSnapshot.of(before);
    Finishes later = new Finishes("logistic", early.features, early.labels);
    TrainingState onward = saved.restore(early.optimizer());
    assertEquals("settled", later.run(onward).reason());
    TrainingState calm = finish.state();
    planted("logistic", 500, plain(4), 1).run(calm);
    assertArrayEquals(calm.parameters(), onward.parameters());
  }

  @Test
  void aLossThatIsNotFiniteIsLeftAlone() {
    Finishes finish = planted("poisson", 500, plain(4), 0.5);
    finish.start = new double[] {900, 900, 900, 900, 900};
    TrainingState state = finish.state();
    FinishEnd end = finish.run(state);
    assertEquals("notFinite", end.reason());
    assertArrayEquals(finish.start, state.parameters());
    assertTrue(
        TrainingStateSnapshot.of(state).numbers().values().stream().allMatch(Double::isFinite));
  }

  @Test
  void whatIsThereAlreadyTakesOnePass() {
    Finishes finish = planted("logistic", ROWS, plain(4), 0.5);
    TrainingState state = finish.state();
    finish.run(state);
    Finishes again = new Finishes("logistic", finish.features, finish.labels);
    again.start = state.parameters().clone();
    TrainingState there = again.state();
    FinishEnd end = again.run(there);
    assertEquals("settled", end.reason());
    assertEquals(1, end.passes());
    assertArrayEquals(again.start, there.parameters());
  }

  @Test
  void aLineSaysHowItEnded() {
    assertEquals(
        "finish: 6 Newton passes over the training rows, loss 0.500000 to 0.250000, settled",
        new FinishEnd("settled", 6, 0.5, 0.25, 1, 0).line());
    assertTrue(
        new FinishEnd("settled", 1, 0.5, 0.5, 1, 0)
            .line()
            .startsWith("finish: 1 Newton pass over"));
    assertEquals("finish: no pass, the time is up", new FinishEnd("minutes", 0, 0, 0, 1, 0).line());
    assertEquals(
        "finish: 15 Newton passes over the training rows, loss 0.500000 to 0.250000, which is the"
            + " most; the classes are nearly separable, or the rows few for so many weights, which"
            + " were penalised with l2 = 0.00250, estimated from the training rows",
        new FinishEnd("passes", 15, 0.5, 0.25, 1, 0.0025).line());
  }

  @Test
  void itIsForSmallSmoothLinearModelsWithoutL1() {
    assertTrue(NewtonFinish.applies(linear("logistic", 1000, 2), 0));
    assertFalse(NewtonFinish.applies(linear("logistic", 1001, 2), 0));
    assertTrue(NewtonFinish.applies(linear("softmax", 100, 10), 0));
    assertFalse(NewtonFinish.applies(linear("softmax", 101, 10), 0));
    assertFalse(NewtonFinish.applies(linear("logistic", 5, 2), 0.1));
    assertFalse(NewtonFinish.applies(linear("mae", 5, 0), 0));
    assertFalse(NewtonFinish.applies(linear("rmse", 5, 0), 0));
    assertFalse(
        NewtonFinish.applies(
            new NetworkSpec(5, List.of(2), List.of("relu"), "mse", Map.of(), 0, true, 0), 0));
  }

  private static NetworkSpec linear(String loss, int inputs, int classes) {
    return new NetworkSpec(inputs, List.of(), List.of(), loss, Map.of(), classes, true, 0);
  }

  private static FinishEnd run(Finishes finish) {
    return finish.run(finish.state());
  }

  private static void assertNeverRises(Finishes finish) {
    double before = Double.POSITIVE_INFINITY;
    for (FinishPass pass : finish.passes) {
      assertTrue(pass.pass() <= NewtonFinish.MOST_PASSES);
      if (pass.accepted()) {
        assertTrue(pass.objective() < before, finish.passes.toString());
        before = pass.objective();
      }
    }
  }
}
