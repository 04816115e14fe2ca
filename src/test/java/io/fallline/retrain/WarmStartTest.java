package io.fallline.retrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.math.Range;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.OptimizerState;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.optimizer.UpdateStep;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.training.TrainingState;
import io.fallline.job.scoring.SampleEncoding;
import io.fallline.job.scoring.TrainedModel;
import io.fallline.job.training.StateInitializer;
import io.fallline.job.training.WarmStartWeightsTest;
import io.fallline.model.Encoding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WarmStartTest {
  private static final Encoding ENCODING = encoding(3, "red", "tan").build();
  private static final TrainedModel MODEL = WarmStartWeightsTest.model(ENCODING, 1, true);
  private static final double FRESH = 0.125;

  @TempDir private Path directory;
  private final List<String> warnings = new ArrayList<>();

  private static SampleEncoding encoding(double center, String... categories) {
    return new SampleEncoding()
        .number("a", center, 0.5)
        .categorical("c", categories)
        .classes("ash", "elm", "oak");
  }

  static List<String> rules() {
    return List.copyOf(Optimizers.registry().names());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whatARuleRemembersSurvivesAModelDirectory(String rule) {
    Optimizer optimizer = rule(rule);
    OptimizerState state = after(7, optimizer);
    OptimizerState restored =
        written(PublishedOptimizerState.of(rule, optimizer, state, 1))
            .restored(rule, optimizer, size(MODEL))
            .orElseThrow();
    assertEquals(state.step(), restored.step());
    assertEquals(state.numbers(), restored.numbers());
    assertEquals(state.slots().keySet(), restored.slots().keySet());
    state.slots().forEach((name, slot) -> assertArrayEquals(slot, restored.slot(name), name));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aRuleThatRemembersTakesTheStepItWouldHaveTakenUninterrupted(String rule) {
    Optimizer optimizer = rule(rule);
    OptimizerState calm = after(3, optimizer);
    OptimizerState restored =
        written(PublishedOptimizerState.of(rule, optimizer, calm, 1))
            .restored(rule, optimizer, size(MODEL))
            .orElseThrow();
    double[] expected = MODEL.parameters().clone();
    double[] found = MODEL.parameters().clone();
    step(optimizer, calm, expected, new Random(5));
    step(optimizer, restored, found, new Random(5));
    assertArrayEquals(expected, found);
  }

  @Test
  void memoryOfAnotherRuleOrOfOtherParametersIsNone() {
    PublishedOptimizerState memory =
        PublishedOptimizerState.of("adam", rule("adam"), after(3, rule("adam")), 1);
    assertEquals(Optional.empty(), memory.restored("adamw", rule("adamw"), size(MODEL)));
    assertEquals(Optional.empty(), memory.restored("adam", rule("adam"), size(MODEL) + 1));
    assertEquals(Optional.empty(), memory.restored("adam", rule("adadelta"), size(MODEL)));
    assertTrue(memory.restored("adam", rule("adam"), size(MODEL)).isPresent());
  }

  @Test
  void aTrainingGoesOnWithParametersAndMemory() {
    PublishedOptimizerState memory =
        PublishedOptimizerState.of("adam", rule("adam"), after(3, rule("adam")), 1);
    TrainingState begun = begun(Optional.of(memory), "adam", ENCODING);
    assertArrayEquals(MODEL.parameters(), begun.parameters());
    assertEquals(3, begun.optimizer().step());
    assertEquals(0, begun.step(), "epochs are counted from 0 again");
    assertEquals(List.of(), warnings);
  }

  @Test
  void otherCentersAndScalesDoNotMakeARuleForget() {
    PublishedOptimizerState memory =
        PublishedOptimizerState.of("adam", rule("adam"), after(3, rule("adam")), 1);
    TrainingState begun = begun(Optional.of(memory), "adam", encoding(9, "red", "tan").build());
    assertEquals(3, begun.optimizer().step());
    assertEquals(List.of(), warnings);
  }

  @Test
  void whereNoMemoryIsAskedForTheRuleBeginsAnewWithoutAWord() {
    TrainingState begun = begun(Optional.empty(), "adam", ENCODING);
    assertArrayEquals(MODEL.parameters(), begun.parameters());
    assertFresh(begun);
    assertEquals(List.of(), warnings);
  }

  @Test
  void anotherRuleBeginsAnewOnTheEarlierParametersAndSaysSo() {
    PublishedOptimizerState memory =
        PublishedOptimizerState.of("momentum", rule("momentum"), after(3, rule("momentum")), 1);
    TrainingState begun = begun(Optional.of(memory), "adam", ENCODING);
    assertArrayEquals(MODEL.parameters(), begun.parameters());
    assertFresh(begun);
    assertEquals(
        List.of(
            "retrain.warmOptimizer: the optimizer starts over, as the champion's was another rule"),
        warnings);
  }

  @Test
  void whatARuleOfAnotherFormulaRememberedIsNotTakenOverAndThatIsSaid() {
    PublishedOptimizerState memory =
        PublishedOptimizerState.of("nadam", rule("nadam"), after(3, rule("nadam")), 1);
    memory.facts().remove("form"); // as it was written before the formula was corrected
    TrainingState begun = begun(Optional.of(memory), "nadam", ENCODING);
    assertFresh(begun);
    assertEquals(
        List.of(
            "retrain.warmOptimizer: the optimizer starts over, as the formula of nadam was another"
                + " one when the champion was trained"),
        warnings);
  }

  @Test
  void withOtherInputsOrClassesTheRuleBeginsAnewAndSaysSo() {
    PublishedOptimizerState memory =
        PublishedOptimizerState.of("adam", rule("adam"), after(3, rule("adam")), 1);
    for (SampleEncoding other :
        List.of(encoding(3, "blue", "tan"), encoding(3, "red", "tan").classes("ash", "elm"))) {
      warnings.clear();
      assertFresh(begun(Optional.of(memory), "adam", other.build()));
      assertEquals(
          List.of(
              "retrain.warmOptimizer: the optimizer starts over, as inputs or classes have"
                  + " changed"),
          warnings);
    }
  }

  @Test
  void otherHiddenLayersBeginAsConfiguredAndSayWhatTheyWere() {
    assertBegunAnew(
        WarmStartWeightsTest.network(ENCODING, List.of(4, 2), true),
        ENCODING,
        "its hidden layers were [4], now [4, 2]");
  }

  @Test
  void biasesThatCameOrWentBeginAsConfigured() {
    assertBegunAnew(
        WarmStartWeightsTest.network(ENCODING, List.of(4), false),
        ENCODING,
        "model.intercept was true");
  }

  @Test
  void numbersAfterClassesBeginAsConfigured() {
    Encoding numbers =
        new SampleEncoding().number("a", 3, 0.5).categorical("c", "red", "tan").build();
    assertBegunAnew(
        WarmStartWeightsTest.network(numbers, List.of(4), true),
        numbers,
        "its classes were [ash, elm, oak], now []");
  }

  @Test
  void ofTwoClassesWithOneScoreOthersBeginAsConfigured() {
    Encoding noYes = new SampleEncoding().number("a", 3, 0.5).classes("no", "yes").build();
    Encoding others = new SampleEncoding().number("a", 3, 0.5).classes("nope", "yes").build();
    NetworkSpec network =
        new NetworkSpec(1, List.of(), List.of(), "logistic", Map.of(), 2, true, 0);
    TrainedModel model = new TrainedModel(network, new double[] {2, 3}, noYes, "java", json());
    WarmStart carried =
        new WarmStart(model, json(), Optional.empty(), "sgd", WarmStartTest::fresh, warnings::add);
    assertArrayEquals(
        new double[] {2, 3},
        carried.initialState(network, noYes, rule("sgd")).state().parameters());
    assertArrayEquals(
        new double[] {FRESH, FRESH},
        carried.initialState(network, others, rule("sgd")).state().parameters());
    assertTrue(warnings.get(0).contains("its classes were [no, yes], now [nope, yes]"));
  }

  private void assertBegunAnew(NetworkSpec network, Encoding encoding, String why) {
    PublishedOptimizerState memory =
        PublishedOptimizerState.of("adam", rule("adam"), after(3, rule("adam")), 1);
    TrainingState begun =
        new WarmStart(
                MODEL, json(), Optional.of(memory), "adam", WarmStartTest::fresh, warnings::add)
            .initialState(network, encoding, rule("adam"))
            .state();
    for (double parameter : begun.parameters()) {
      assertEquals(FRESH, parameter);
    }
    assertFresh(begun);
    assertEquals(
        List.of(
            "the champion's weights are not taken over: "
                + why
                + "; training begins from the configuration's start"),
        warnings);
  }

  private static void assertFresh(TrainingState begun) {
    assertEquals(0, begun.optimizer().step());
    begun
        .optimizer()
        .slots()
        .values()
        .forEach(slot -> assertArrayEquals(new double[slot.length], slot));
  }

  private TrainingState begun(
      Optional<PublishedOptimizerState> memory, String rule, Encoding encoding) {
    return new WarmStart(MODEL, json(), memory, rule, WarmStartTest::fresh, warnings::add)
        .initialState(
            WarmStartWeightsTest.network(encoding, List.of(4), true), encoding, rule(rule))
        .state();
  }

  private static StateInitializer.InitialState fresh(
      NetworkSpec network, Encoding encoding, Optimizer optimizer) {
    double[] parameters = new double[ParameterLayout.of(network).size()];
    java.util.Arrays.fill(parameters, FRESH);
    return new StateInitializer.InitialState(
        TrainingState.start(parameters, optimizer), Optional.empty());
  }

  private PublishedOptimizerState written(PublishedOptimizerState memory) {
    org.apache.hadoop.fs.Path path =
        new org.apache.hadoop.fs.Path(directory.resolve("model").toString());
    ObjectNode sections = json();
    sections.set(PublishedOptimizerState.SECTION, memory.facts());
    MODEL.write(
        path,
        new Configuration(),
        sections,
        memory.slots().isEmpty() ? Map.of() : Map.of(PublishedOptimizerState.FILE, memory.slots()),
        Map.of());
    return Champion.read(path, new Configuration()).memory().orElseThrow();
  }

  private static OptimizerState after(int steps, Optimizer optimizer) {
    OptimizerState state = OptimizerState.start(optimizer, size(MODEL));
    Random random = new Random(3);
    double[] parameters = MODEL.parameters().clone();
    for (int i = 0; i < steps; i++) {
      step(optimizer, state, parameters, random);
    }
    return state;
  }

  private static void step(
      Optimizer optimizer, OptimizerState state, double[] parameters, Random random) {
    state.advance();
    optimizer.beginStep(state);
    double[] gradient = random.doubles(parameters.length, -1, 1).toArray();
    optimizer.update(
        new UpdateStep(new Range(0, parameters.length, false), parameters, gradient, 0.01, state));
  }

  private static int size(TrainedModel model) {
    return model.parameters().length;
  }

  private static Optimizer rule(String name) {
    return Optimizers.registry().create(name, Hyperparameters.defaults());
  }

  private static ObjectNode json() {
    return new ObjectMapper().createObjectNode();
  }
}
