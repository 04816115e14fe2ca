package io.fallline.core.network;

import io.fallline.core.loss.LabelKind;
import io.fallline.core.loss.Losses;
import io.fallline.core.math.RandomStream;
import io.fallline.core.setting.Hyperparameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A network and rows for it, drawn from the case itself. */
record GradientCase(String loss, List<String> activations, boolean sparse, boolean weighted) {
  static final int INPUTS = 4;
  private static final int CLASSES = 3;
  private static final List<Integer> WIDTHS = List.of(3, 2);

  NetworkSpec spec() {
    int classes =
        switch (labels()) {
          case NUMBER, COUNT -> 0;
          case BINARY -> 2;
          case CLASS -> CLASSES;
        };
    List<Integer> hidden = WIDTHS.subList(0, activations.size());
    return new NetworkSpec(INPUTS, hidden, activations, loss, Map.of(), classes, true, 0);
  }

  /** What random numbers of this case begin with. */
  private RandomStream stream(int attempt) {
    return RandomStream.of(
        loss.hashCode(), activations.hashCode(), sparse ? 1 : 0, weighted ? 1 : 0, attempt);
  }

  /** float32 numbers, so that every kind of network gets the very same. */
  double[] parameters(int attempt) {
    RandomStream random = stream(attempt);
    double[] parameters = new double[ParameterLayout.of(spec()).size()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) (0.7 * random.nextGaussian());
    }
    return parameters;
  }

  PackedRows rows(int size) {
    RandomStream random = stream(-size);
    List<Float> values = new ArrayList<>();
    List<Integer> indices = new ArrayList<>();
    int[] starts = new int[size + 1];
    double[] labels = new double[size];
    double[] weights = new double[size];
    double[] offsets = new double[size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < INPUTS; column++) {
        if (!sparse || random.below(2) == 0) {
          values.add((float) random.nextGaussian());
          indices.add(column);
        }
      }
      starts[row + 1] = values.size();
      labels[row] = label(random);
      weights[row] = random.below(4) == 0 ? 0 : 0.25 + random.nextDouble();
      offsets[row] = random.nextGaussian() / 2;
    }
    float[] packed = new float[values.size()];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = values.get(i);
    }
    if (size > 0 && Arrays.stream(weights).sum() == 0) {
      weights[0] = 1;
    }
    return new PackedRows(
        size,
        INPUTS,
        sparse ? starts : null,
        sparse ? indices.stream().mapToInt(i -> i).toArray() : null,
        packed,
        labels,
        weighted ? weights : null,
        weighted ? offsets : null);
  }

  double[] classWeights() {
    return weighted && labels().isClass() ? new double[] {0.5, 2, 1.25} : null;
  }

  private LabelKind labels() {
    return Losses.registry().create(loss, Hyperparameters.defaults()).labels();
  }

  private double label(RandomStream random) {
    return switch (labels()) {
      case NUMBER -> random.nextGaussian();
      case COUNT -> random.below(4);
      case BINARY -> random.below(2);
      case CLASS -> random.below(CLASSES);
    };
  }
}
