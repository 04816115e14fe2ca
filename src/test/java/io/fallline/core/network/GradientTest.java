package io.fallline.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.fallline.core.activation.Activations;
import io.fallline.core.loss.Losses;
import io.fallline.core.math.Kernels;
import io.fallline.core.network.ParameterLayout.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Central differences hold the reference to the loss; the reference holds the network on kernels.
 */
class GradientTest {
  private static final double EPSILON = Math.ulp(1.0);
  private static final double L2 = 0.3;
  private static final int ROWS = 6;

  static Stream<GradientCase> everyLossActivationAndRowKind() {
    List<List<String>> stacks = new ArrayList<>();
    stacks.add(List.of());
    for (String activation : Activations.registry().names()) {
      stacks.add(List.of(activation));
      stacks.add(List.of(activation, activation));
    }
    List<GradientCase> cases = new ArrayList<>();
    for (String loss : Losses.registry().names()) {
      for (List<String> stack : stacks) {
        for (boolean sparse : new boolean[] {false, true}) {
          for (boolean weighted : new boolean[] {false, true}) {
            cases.add(new GradientCase(loss, stack, sparse, weighted));
          }
        }
      }
    }
    return cases.stream();
  }

  @Test
  void everyPairOfLossAndActivationIsTried() {
    int losses = Losses.registry().names().size();
    int stacks = 1 + 2 * Activations.registry().names().size();
    assertEquals(losses * stacks * 4, everyLossActivationAndRowKind().count());
  }

  @ParameterizedTest
  @MethodSource("everyLossActivationAndRowKind")
  void theGradientEqualsCentralDifferences(GradientCase c) {
    double[] parameters = awayFromKinks(c);
    double[] gradient = new Objective(c).gradient(parameters);
    double[] differences = new Objective(c).differences(parameters);
    double floor = 1e-3 * largest(differences);
    for (int i = 0; i < gradient.length; i++) {
      double allowed = 1e-6 * Math.max(Math.abs(differences[i]), floor) + EPSILON;
      if (Math.abs(gradient[i] - differences[i]) > allowed) {
        fail(
            "parameter "
                + i
                + ": the gradient is "
                + gradient[i]
                + ", central differences are "
                + differences[i]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyLossActivationAndRowKind")
  void theNetworkEqualsTheReference(GradientCase c) {
    double[] parameters = awayFromKinks(c);
    PackedRows rows = c.rows(ROWS);
    double[] expected = new double[parameters.length];
    double loss =
        new ReferenceNetwork(c.spec())
            .lossAndGradient(parameters, rows, expected, c.classWeights());
    for (String name : Kernels.available()) {
      Network network = new Network(c.spec(), Kernels.named(name));
      GradientAggregate sum =
          network.gradient(
              Floats.of(parameters), rows, c.classWeights(), null, network.workspace());
      assertEquals(rows.size(), sum.rows());
      assertEquals(loss, sum.loss(), 1e-5 * Math.max(1, Math.abs(loss)), name);
      double allowed = 1e-4 * Math.max(1e-3, largest(expected));
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], sum.gradient()[i], allowed, name + ", parameter " + i);
      }
    }
  }

  /**
   * The first parameters drawn at which rows have a gradient and one-sided derivatives agree: where
   * they do not, there is a kink between.
   */
  private static double[] awayFromKinks(GradientCase c) {
    Objective objective = new Objective(c);
    for (int attempt = 0; attempt < 20; attempt++) {
      double[] parameters = c.parameters(attempt);
      if (objective.hasGradientOfRows(parameters) && objective.isSmoothAround(parameters)) {
        return parameters;
      }
    }
    return fail("no point away from kinks was drawn for " + c);
  }

  private static double largest(double[] numbers) {
    double largest = 0;
    for (double number : numbers) {
      largest = Math.max(largest, Math.abs(number));
    }
    return largest;
  }

  /** The batch's loss and an L2 penalty that leaves biases alone. */
  private static final class Objective {
    private final ReferenceNetwork reference;
    private final ParameterLayout layout;
    private final PackedRows rows;
    private final double[] classWeights;

    Objective(GradientCase c) {
      reference = new ReferenceNetwork(c.spec());
      layout = ParameterLayout.of(c.spec());
      rows = c.rows(ROWS);
      classWeights = c.classWeights();
    }

    double at(double[] parameters) {
      double squares = 0;
      for (Tensor tensor : layout.tensors()) {
        for (int i = tensor.range().from();
            i < tensor.range().to() && !tensor.range().bias();
            i++) {
          squares += parameters[i] * parameters[i];
        }
      }
      return reference.loss(parameters, rows, classWeights) + L2 / 2 * squares;
    }

    double[] gradient(double[] parameters) {
      double[] gradient = reference.gradient(parameters, rows, classWeights);
      for (Tensor tensor : layout.tensors()) {
        for (int i = tensor.range().from();
            i < tensor.range().to() && !tensor.range().bias();
            i++) {
          gradient[i] += L2 * parameters[i];
        }
      }
      return gradient;
    }

    double[] differences(double[] parameters) {
      double[] differences = new double[parameters.length];
      for (int i = 0; i < parameters.length; i++) {
        double h = step(parameters[i]);
        differences[i] = (moved(parameters, i, h) - moved(parameters, i, -h)) / (2 * h);
      }
      return differences;
    }

    boolean hasGradientOfRows(double[] parameters) {
      return largest(reference.gradient(parameters, rows, classWeights)) > 0;
    }

    boolean isSmoothAround(double[] parameters) {
      double here = at(parameters);
      for (int i = 0; i < parameters.length; i++) {
        double h = step(parameters[i]);
        double right = (moved(parameters, i, h) - here) / h;
        double left = (here - moved(parameters, i, -h)) / h;
        if (Math.abs(right - left) > 1e-3) {
          return false;
        }
      }
      return true;
    }

    private double moved(double[] parameters, int i, double by) {
      double[] there = parameters.clone();
      there[i] += by;
      return at(there);
    }

    private static double step(double parameter) {
      return Math.cbrt(EPSILON) * Math.max(1, Math.abs(parameter));
    }
  }
}
