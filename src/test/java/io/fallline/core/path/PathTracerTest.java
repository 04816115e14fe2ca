package io.fallline.core.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.function.PlaneFunction;
import io.fallline.core.function.PlaneFunctions;
import io.fallline.core.function.Point;
import io.fallline.core.function.Window;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.path.PathTracer.DescentPath;
import io.fallline.core.schedule.LearningRateSchedules;
import io.fallline.core.schedule.WarmupSchedule;
import io.fallline.core.setting.Hyperparameters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the rules lead on functions of two variables. */
class PathTracerTest {
  private static final PlaneFunction BOWL = function("bowl");
  private static final PlaneFunction RAVINE = function("ravine");

  static Stream<String> rules() {
    return Optimizers.registry().names().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleDescendsTheBowl(String rule) {
    double rate =
        PathLearningRateSearch.of(r -> descent(rule, r, 100), BOWL, BOWL.start(), BOWL.window());
    DescentPath path = path(descent(rule, rate, 100), BOWL);
    assertEquals(100, path.steps());
    double share = BOWL.value(path.last()) / BOWL.value(BOWL.start());
    assertTrue(share < 0.02, rule + " with rate " + rate + " leaves " + share + " of the height");
  }

  /** (1−η)ᵗ·x₀ and (1−20η)ᵗ·y₀: the axes of a quadratic do not know of each other. */
  @Test
  void gradientDescentOnAQuadraticFollowsItsClosedForm() {
    DescentPath path = path(descent("sgd", 0.07, 50), RAVINE);
    for (int t = 0; t <= 50; t++) {
      assertEquals(-4 * Math.pow(0.93, t), path.points().get(t).x(), 1e-12);
      assertEquals(Math.pow(-0.4, t), path.points().get(t).y(), 1e-12);
    }
  }

  @Test
  void belowTwoOverTheCurvatureItConvergesAndAboveItDiverges() {
    DescentPath below = path(descent("sgd", 0.49, 500), BOWL);
    assertEquals(DescentPath.End.STEPS, below.end());
    assertEquals(0, below.last().norm(), 1e-6);
    DescentPath above = path(descent("sgd", 0.51, 500), BOWL);
    assertEquals(DescentPath.End.LEFT_WINDOW, above.end());
    assertTrue(above.steps() < 500, above.steps() + " steps");
  }

  @Test
  void toClimbIsToDescendTheNegative() {
    DescentPath path = path(descent("sgd", 0.01, 30), BOWL.negated());
    Point start = BOWL.negated().start();
    for (int t = 0; t <= 30; t++) {
      assertEquals(Math.pow(1.02, t) * start.x(), path.points().get(t).x(), 1e-12);
      assertEquals(Math.pow(1.04, t) * start.y(), path.points().get(t).y(), 1e-12);
    }
  }

  @Test
  void aPathThatLeavesTheWindowFarBehindEndsWithItsFirstPointThere() {
    DescentPath path = path(descent("sgd", 1, 500), BOWL);
    Window room = BOWL.window().enlarged(3);
    int steps = path.steps();
    assertEquals(DescentPath.End.LEFT_WINDOW, path.end());
    assertFalse(room.contains(path.last()), path.last().toString());
    assertTrue(path.points().subList(0, steps).stream().allMatch(room::contains), "a point before");
  }

  @Test
  void aPathThatComesBackGoesOn() {
    DescentPath path = path(descent("momentum", 0.1, 200), RAVINE);
    Window window = RAVINE.window();
    assertTrue(path.points().stream().anyMatch(p -> !window.contains(p)), "it never went out");
    assertEquals(DescentPath.End.STEPS, path.end());
  }

  @Test
  void aPathEndsBeforeAPointThatIsNoNumber() {
    DescentPath path = path(descent("sgd", Double.MAX_VALUE, 5), BOWL);
    assertEquals(DescentPath.End.NOT_FINITE, path.end());
    assertEquals(List.of(BOWL.start()), path.points());
  }

  @Test
  void aPathEndsBeforeAValueThatIsNoNumber() {
    DescentPath path = path(descent("sgd", 1e200, 5), BOWL);
    assertEquals(DescentPath.End.NOT_FINITE, path.end());
    assertEquals(List.of(BOWL.start()), path.points());
  }

  @Test
  void aPathEndsAfterTheStepWhoseGradientIsSmallEnough() {
    PathTracer endless = descent("sgd", 0.1, 500);
    DescentPath path = path(new PathTracer(endless.rule(), endless.rate(), 0, 0.01), BOWL);
    List<Double> norms = path.points().stream().map(p -> BOWL.gradient(p).norm()).toList();
    int last = path.steps() - 1;
    assertEquals(DescentPath.End.GRADIENT_NORM, path.end());
    assertTrue(norms.get(last) <= 0.01, norms.toString());
    assertTrue(norms.subList(0, last).stream().allMatch(norm -> norm > 0.01), norms.toString());
  }

  @Test
  void theScheduleSetsTheRateOfEachStep() {
    WarmupSchedule cosine =
        new WarmupSchedule(
            LearningRateSchedules.registry().create("cosine", Hyperparameters.defaults()),
            0.1,
            0,
            1,
            4);
    DescentPath path = path(new PathTracer(rule("sgd"), cosine, 0, -1), BOWL);
    List<Double> halfWave =
        Stream.of(0, 1, 2, 3).map(t -> 0.05 * (1 + Math.cos(Math.PI * t / 4))).toList();
    for (int t = 0; t < 4; t++) {
      assertEquals(halfWave.get(t), path.learningRates().get(t), 1e-15);
    }
    double x = BOWL.start().x();
    for (double rate : path.learningRates()) {
      x *= 1 - 2 * rate;
    }
    assertEquals(x, path.last().x(), 1e-14);
  }

  @Test
  void aPlateauIsSeenInTheFunctionsValue() {
    Hyperparameters patient = Hyperparameters.of(Map.of("patience", 2, "factor", 0.5));
    WarmupSchedule plateau =
        new WarmupSchedule(
            LearningRateSchedules.registry().create("plateau", patient), 0.5, 0, 1, 8);
    // to and fro between two points of the same height: never lower
    DescentPath path = path(new PathTracer(rule("sgd"), plateau, 0, -1), BOWL, new Point(0, 1));
    assertEquals(0.5, path.learningRates().get(2));
    assertEquals(0.25, path.learningRates().get(3));
  }

  @Test
  void fromTheRidgeGradientDescentEndsAtTheSaddle() {
    PlaneFunction saddle = function("saddle");
    Point end = path(descent("sgd", 0.5, 500), saddle, new Point(-1.8, 0)).last();
    assertEquals(0, end.norm(), 1e-9);
    Point beside = path(descent("sgd", 0.5, 500), saddle, new Point(-1.8, 1e-9)).last();
    assertEquals(1, beside.y(), 1e-9);
  }

  @Test
  void theStartDecidesWhichMinimumAPathEndsIn() {
    PlaneFunction minima = function("minima");
    Set<Point> ends =
        Stream.of(new Point(1, 1), new Point(1, -1), new Point(-1, 1), new Point(-1, -2))
            .map(start -> path(descent("sgd", 0.005, 2000), minima, start).last())
            .map(end -> nearest(minima, end))
            .collect(Collectors.toSet());
    assertEquals(Set.copyOf(minima.minima()), ends);
  }

  @Test
  void onWavesThereIsNoEndToGoingDown() {
    PlaneFunction waves = function("waves");
    assertEquals(DescentPath.End.LEFT_WINDOW, path(descent("sgd", 0.05, 1000), waves).end());
    assertEquals(
        DescentPath.End.LEFT_WINDOW, path(descent("sgd", 0.05, 1000), waves.negated()).end());
  }

  @Test
  void everyRuleMeetsTheSameNoise() {
    WarmupSchedule rate = descent("sgd", 0.1, 1).rate();
    Point still = path(new PathTracer(rule("sgd"), rate, 0, -1), BOWL).last();
    Point sgd = path(new PathTracer(rule("sgd"), rate, 1, -1), BOWL).last();
    Point momentum = path(new PathTracer(rule("momentum"), rate, 1, -1), BOWL).last();
    assertEquals(sgd, momentum); // their first steps are the same
    assertNotEquals(still, sgd);
  }

  /** A random walk that is drawn back: η·σ/√(1 − (1 − ηc)²), c the curvature. */
  @Test
  void noiseKeepsAConstantRateAwayFromTheMinimum() {
    PathTracer calm = descent("sgd", 0.1, 4000);
    DescentPath path = path(new PathTracer(calm.rule(), calm.rate(), 1, -1), BOWL);
    double squares = 0;
    for (Point point : path.points().subList(100, 4001)) {
      squares += point.x() * point.x();
    }
    double deviation = Math.sqrt(squares / 3901);
    assertEquals(0.1 / Math.sqrt(1 - 0.8 * 0.8), deviation, 0.02);
  }

  private static Point nearest(PlaneFunction function, Point to) {
    return function.minima().stream()
        .filter(minimum -> minimum.plus(to.times(-1)).norm() < 1e-6)
        .findFirst()
        .orElse(to);
  }

  private static DescentPath path(PathTracer descent, PlaneFunction function) {
    return path(descent, function, function.start());
  }

  private static DescentPath path(PathTracer descent, PlaneFunction function, Point start) {
    return descent.from(start, function, function.window());
  }

  private static PathTracer descent(String rule, double rate, int steps) {
    WarmupSchedule constant =
        new WarmupSchedule(
            LearningRateSchedules.registry().create("constant", Hyperparameters.defaults()),
            rate,
            0,
            1,
            steps);
    return new PathTracer(rule(rule), constant, 0, -1);
  }

  private static Optimizer rule(String name) {
    return Optimizers.registry().create(name, Hyperparameters.defaults());
  }

  private static PlaneFunction function(String name) {
    return PlaneFunctions.registry().create(name, Hyperparameters.defaults());
  }
}
