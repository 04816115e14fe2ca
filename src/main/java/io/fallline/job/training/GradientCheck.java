package io.fallline.job.training;

import io.fallline.core.failure.Failure;
import io.fallline.core.math.Kernels;
import io.fallline.core.math.RandomStream;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.network.Network;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.PackedRows;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.network.ReferenceNetwork;
import java.util.Locale;

/**
 * Holds the gradient of some rows of the data against two others: the kernels' against the float64
 * reference, and that one against central differences of its loss in some directions.
 */
final class GradientCheck {
  private static final int DIRECTIONS = 5;
  private static final double STEP = 1e-6;
  private static final double CLOSE_TO_DIFFERENCES = 1e-3;
  private static final double CLOSE_TO_REFERENCE = 1e-2;

  private GradientCheck() {}

  /**
   * @return how close they are, in words
   * @throws Failure (training) if they are not close: a defect of this program or of the kernels
   */
  static String of(NetworkSpec spec, String kernels, double[] parameters, PackedRows rows) {
    ReferenceNetwork reference = new ReferenceNetwork(spec);
    double toDifferences = fromDifferences(reference, parameters, rows);
    double toReference = fromReference(spec, kernels, parameters, rows);
    String found =
        String.format(
            Locale.ROOT,
            "gradient: within %.0e of central differences, %s kernels within %.0e of float64",
            toDifferences,
            kernels,
            toReference);
    if (!(toDifferences <= CLOSE_TO_DIFFERENCES && toReference <= CLOSE_TO_REFERENCE)) {
      throw new Failure(
          Failure.Kind.TRAINING,
          found
              + ", expected "
              + CLOSE_TO_DIFFERENCES
              + " and "
              + CLOSE_TO_REFERENCE
              + "; the gradient is wrong: please report it");
    }
    return found;
  }

  /**
   * The least relative error over random directions: a kink within a step's reach can spoil one of
   * them, a defect spoils all.
   */
  private static double fromDifferences(
      ReferenceNetwork reference, double[] parameters, PackedRows rows) {
    double[] gradient = reference.gradient(parameters, rows, null);
    double best = Double.POSITIVE_INFINITY;
    for (int d = 0; d < DIRECTIONS; d++) {
      RandomStream random = RandomStream.of(d);
      double[] direction = new double[parameters.length];
      double derivative = 0;
      double scale = 0;
      for (int i = 0; i < direction.length; i++) {
        direction[i] = random.nextGaussian();
        derivative += direction[i] * gradient[i];
        scale += Math.abs(direction[i] * gradient[i]);
      }
      double above = reference.loss(moved(parameters, direction, STEP), rows, null);
      double below = reference.loss(moved(parameters, direction, -STEP), rows, null);
      double difference = Math.abs((above - below) / (2 * STEP) - derivative);
      best = Math.min(best, scale == 0 ? difference : difference / scale);
    }
    return best;
  }

  private static double fromReference(
      NetworkSpec spec, String kernels, double[] parameters, PackedRows rows) {
    double[] gradient = new double[parameters.length];
    new ReferenceNetwork(spec).lossAndGradient(parameters, rows, gradient, null);
    Network network = new Network(spec, Kernels.named(kernels));
    GradientAggregate sum =
        network.gradient(
            ParameterLayout.float32(parameters), rows, null, null, network.workspace());
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < gradient.length; i++) {
      largest = Math.max(largest, Math.abs(gradient[i]));
      difference = Math.max(difference, Math.abs(gradient[i] - sum.gradient()[i]));
    }
    return largest == 0 ? difference : difference / largest;
  }

  private static double[] moved(double[] parameters, double[] direction, double step) {
    double[] moved = parameters.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += step * direction[i];
    }
    return moved;
  }
}
