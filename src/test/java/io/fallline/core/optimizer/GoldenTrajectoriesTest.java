package io.fallline.core.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.core.math.Range;
import io.fallline.core.setting.Hyperparameters;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule against trajectories that PyTorch or NumPy computed in float64:
 * golden/optimizers.json, which golden/make_optimizers.py has written.
 */
class GoldenTrajectoriesTest {
  private static final double TOLERANCE = 1e-12;

  record Case(
      String name,
      String rule,
      Map<String, Object> settings,
      double[] initial,
      double[] rates,
      double[][] gradients,
      double[][] parameters) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream file =
        GoldenTrajectoriesTest.class.getResourceAsStream("/golden/optimizers.json")) {
      JsonNode cases = new ObjectMapper().readTree(file).get("cases");
      return StreamSupport.stream(cases.spliterator(), false).map(GoldenTrajectoriesTest::read);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyStepAgreesWithTheReference(Case golden) {
    Hyperparameters settings = Hyperparameters.of(golden.settings());
    Optimizer rule = Optimizers.registry().create(golden.rule(), settings);
    settings.requireNoOthers(golden.rule());
    double[] parameters = golden.initial().clone();
    OptimizerState state = OptimizerState.start(rule, parameters.length);
    for (int t = 0; t < golden.rates().length; t++) {
      state.advance();
      rule.beginStep(state);
      rule.update(
          new UpdateStep(
              Range.all(parameters), parameters, golden.gradients()[t], golden.rates()[t], state));
      for (int i = 0; i < parameters.length; i++) {
        double expected = golden.parameters()[t][i];
        double tolerated = TOLERANCE * Math.max(Math.abs(expected), 0.01);
        int step = t + 1;
        int coordinate = i;
        assertEquals(
            expected,
            parameters[i],
            tolerated,
            () -> golden + ", step " + step + ", coordinate " + coordinate);
      }
    }
  }

  @Test
  void thereAreCasesOfFourteenRules() throws IOException {
    Set<String> tested = new HashSet<>(cases().map(Case::rule).toList());
    assertEquals(14, tested.size(), "rules with cases: " + tested);
  }

  private static Case read(JsonNode node) {
    Map<String, Object> settings = new LinkedHashMap<>();
    node.get("settings")
        .properties()
        .forEach(
            entry ->
                settings.put(
                    entry.getKey(),
                    entry.getValue().isBoolean()
                        ? (Object) entry.getValue().asBoolean()
                        : entry.getValue().asDouble()));
    return new Case(
        node.get("name").asText(),
        node.get("rule").asText(),
        settings,
        vector(node.get("initial")),
        vector(node.get("rates")),
        vectors(node.get("gradients")),
        vectors(node.get("parameters")));
  }

  private static double[] vector(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static double[][] vectors(JsonNode node) {
    List<double[]> rows =
        StreamSupport.stream(node.spliterator(), false)
            .map(GoldenTrajectoriesTest::vector)
            .toList();
    return rows.toArray(double[][]::new);
  }
}
