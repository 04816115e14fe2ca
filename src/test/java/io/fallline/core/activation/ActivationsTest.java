package io.fallline.core.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.math.RandomStream;
import io.fallline.core.setting.Hyperparameters;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationsTest {
  private static final double STEP = Math.cbrt(Math.ulp(1.0));

  static Set<String> everyActivation() {
    return Activations.registry().names();
  }

  @Test
  void theEightPromisedActivationsAreThere() {
    List<String> promised =
        List.of("identity", "sigmoid", "tanh", "relu", "leakyRelu", "elu", "gelu", "softplus");
    assertTrue(everyActivation().containsAll(promised), "a promised activation is missing");
  }

  // values by hand, or of mpmath in 30 digits
  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "identity, -2.5, -2.5, 1",
    "sigmoid, 0, 0.5, 0.25",
    "sigmoid, 2, 0.880797077977882444, 0.104993585403506517",
    "sigmoid, -40, 4.24835425529158898e-18, 4.24835425529158896e-18",
    "tanh, 0.5, 0.462117157260009758, 0.78644773296592741",
    "tanh, -0.5, -0.462117157260009758, 0.78644773296592741",
    "relu, 2, 2, 1",
    "relu, -2, 0, 0",
    "relu, 0, 0, 0",
    "leakyRelu, 2, 2, 1",
    "leakyRelu, -2, -0.02, 0.01",
    "leakyRelu, 0, 0, 0",
    "elu, 2, 2, 1",
    "elu, -2, -0.864664716763387308, 0.135335283236612692",
    "gelu, 0, 0, 0.5",
    "gelu, 1, 0.841344746068542949, 1.0833154705876863",
    "gelu, -1, -0.158655253931457051, -0.0833154705876862984",
    "gelu, -3, -0.00404969409489028358, -0.011945647204183927",
    "gelu, 6, 5.99999999408047413, 1.00000003546870945",
    "softplus, 0, 0.693147180559945309, 0.5",
    "softplus, 2, 2.12692801104297250, 0.880797077977882444",
    "softplus, -40, 4.24835425529158898e-18, 4.24835425529158898e-18"
  })
  void knownValues(String name, double z, double value, double derivative) {
    Activation activation = of(name);
    assertEquals(value, activation.of(z), 1e-14 * Math.abs(value));
    assertEquals(
        derivative, activation.derivative(z, activation.of(z)), 1e-14 * Math.abs(derivative));
  }

  @ParameterizedTest
  @MethodSource("everyActivation")
  void derivativesEqualCentralDifferences(String name) {
    Activation activation = of(name);
    RandomStream random = RandomStream.of(3);
    for (int trial = 0; trial < 1000; trial++) {
      double z = 4 * random.nextGaussian();
      double h = STEP * Math.max(1, Math.abs(z));
      if (Math.abs(z) > 2 * h) {
        double difference = (activation.of(z + h) - activation.of(z - h)) / (2 * h);
        double derivative = activation.derivative(z, activation.of(z));
        assertEquals(
            difference, derivative, 1e-6 * Math.max(1e-2, Math.abs(difference)), name + " at " + z);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyActivation")
  void extremeArgumentsStayFinite(String name) {
    Activation activation = of(name);
    for (double z : new double[] {1e4, -1e4, 1e300, -1e300, Double.MIN_VALUE, 0, -0.0}) {
      double value = activation.of(z);
      assertTrue(Double.isFinite(value), name + " of " + z + " is " + value);
      double derivative = activation.derivative(z, value);
      assertTrue(Double.isFinite(derivative), name + "'s derivative at " + z + " is " + derivative);
    }
  }

  @ParameterizedTest
  @MethodSource("everyActivation")
  void whatIsNoNumberStaysNone(String name) {
    assertTrue(Double.isNaN(of(name).of(Double.NaN)));
  }

  @ParameterizedTest
  @MethodSource("everyActivation")
  void manyNumbersGiveWhatEachGives(String name) {
    Activation activation = of(name);
    RandomStream random = RandomStream.of(4);
    int length = 1003;
    float[] sums = new float[length];
    float[] derivatives = new float[length];
    for (int i = 0; i < length; i++) {
      double size = Math.pow(10, 12 * random.nextDouble() - 9);
      sums[i] = i % 50 == 0 ? 0 : (float) (random.nextGaussian() * Math.min(size, 50));
      derivatives[i] = (float) random.nextGaussian();
    }
    sums[8] = Float.MIN_VALUE;
    sums[9] = -0f;
    float[] values = new float[length];
    float[] products = derivatives.clone();
    float[] none = {Float.NaN};
    activation.apply(1, none, none, new double[1]);
    assertTrue(Float.isNaN(none[0]));
    double[] scratch = new double[64];
    activation.apply(length, sums, values, scratch);
    activation.multiplyByDerivative(length, sums, values, products, scratch);
    for (int i = 0; i < length; i++) {
      float value = (float) activation.of(sums[i]);
      assertEquals(value, values[i], Math.ulp(value), name + " of " + sums[i]);
      double derivative = activation.derivative(sums[i], values[i]);
      assertEquals(
          derivatives[i] * derivative,
          products[i],
          3e-7 * Math.abs(derivatives[i]),
          name + " at " + sums[i]);
    }
  }

  @Test
  void theNormalDistributionIsRightToTheLastBits() {
    // Φ(−z) by mpmath in 30 digits
    double[] z = {0.1, 0.5, 1, 2, 3, 5, 8, 12, 20};
    double[] tails = {
      0.460172162722971016, 0.308537538725986896, 0.158655253931457051, 0.0227501319481792072,
      0.00134989803163009453, 2.86651571879193912e-7, 6.22096057427178412e-16,
          1.776482112077679e-33,
      2.7536241186062337e-89
    };
    for (int i = 0; i < z.length; i++) {
      // e^{−z²/2} itself loses about z²/2 units in the last place
      assertEquals(
          tails[i],
          Gelu.StandardNormal.cumulative(-z[i]),
          (4 + z[i] * z[i]) * Math.ulp(tails[i]),
          "at " + -z[i]);
      assertEquals(
          1 - tails[i], Gelu.StandardNormal.cumulative(z[i]), 2 * Math.ulp(1.0), "at " + z[i]);
    }
  }

  private static Activation of(String name) {
    return Activations.registry().create(name, Hyperparameters.defaults());
  }
}
