package io.fallline.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.network.ParameterLayout.Tensor;
import io.fallline.core.setting.SettingException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitializationTest {
  private static NetworkSpec spec(List<String> activations) {
    List<Integer> widths = List.of(120, 80).subList(0, activations.size());
    return new NetworkSpec(200, widths, activations, "softmax", Map.of(), 50, true, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "xavier, 0.0790569415042094833, 0.1, 0.124034734589208486",
    "he, 0.1, 0.129099444873580563, 0.158113883008418967",
    "normal, 0.01, 0.01, 0.01",
    "zeros, 0, 0, 0"
  })
  void everyKindHasItsDeviations(String how, double first, double second, double output) {
    assertDeviations(how, spec(List.of("tanh", "relu")), first, second, output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu", "leakyRelu", "elu", "gelu", "softplus"})
  void autoIsHeWhereUnitsAreOneSidedAndXavierAtTheOutput(String activation) {
    assertDeviations(
        "auto",
        spec(List.of(activation, activation)),
        0.1,
        0.129099444873580563,
        0.124034734589208486);
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "sigmoid", "tanh"})
  void autoIsXavierElsewhere(String activation) {
    assertDeviations(
        "auto",
        spec(List.of(activation, "relu")),
        0.0790569415042094833,
        0.129099444873580563,
        0.124034734589208486);
  }

  @Test
  void autoIsZeroWithoutHiddenLayers() {
    NetworkSpec linear = spec(List.of());
    assertArrayEquals(
        new double[ParameterLayout.of(linear).size()],
        Initialization.initialize("auto", linear, 1));
  }

  @Test
  void theSeedAloneDecides() {
    NetworkSpec spec = spec(List.of("tanh"));
    double[] parameters = Initialization.initialize("auto", spec, 7);
    assertArrayEquals(parameters, Initialization.initialize("auto", spec, 7));
    assertFalse(Arrays.equals(parameters, Initialization.initialize("auto", spec, 8)));
  }

  @Test
  void aKindThatThereIsNotSuggestsTheNearest() {
    SettingException refused =
        assertThrows(
            SettingException.class, () -> Initialization.initialize("xavjer", spec(List.of()), 1));
    assertEquals("initialize", refused.setting());
    assertTrue(refused.getMessage().contains("did you mean xavier?"), refused.getMessage());
  }

  private static void assertDeviations(String how, NetworkSpec spec, double... deviations) {
    double[] parameters = Initialization.initialize(how, spec, 42);
    List<Tensor> tensors = ParameterLayout.of(spec).tensors();
    for (int layer = 0; layer < deviations.length; layer++) {
      assertDeviation(deviations[layer], numbersOf(tensors.get(2 * layer), parameters));
      double[] biases = numbersOf(tensors.get(2 * layer + 1), parameters);
      assertArrayEquals(new double[biases.length], biases);
    }
  }

  private static void assertDeviation(double expected, double[] weights) {
    double mean = Arrays.stream(weights).average().orElseThrow();
    double squares = Arrays.stream(weights).map(w -> w * w).sum();
    // four deviations of each statistic
    assertEquals(0, mean, 4 * expected / Math.sqrt(weights.length));
    assertEquals(
        expected,
        Math.sqrt(squares / weights.length),
        4 * expected / Math.sqrt(2.0 * weights.length));
  }

  private static double[] numbersOf(Tensor tensor, double[] parameters) {
    return Arrays.copyOfRange(parameters, tensor.range().from(), tensor.range().to());
  }
}
