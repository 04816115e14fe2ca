package io.fallline.rates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Seeded tables of the kinds that people train on. */
final class RateProblems {
  private static final int ROWS = 14_000;

  private RateProblems() {}

  /** Bills in dollars, their ninth decile: a quarter are 0, the others have a long tail. */
  static RateProblem bills() {
    Random random = new Random(3);
    double[][] features = normal(random, 10);
    double[] labels = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      double scale = 3 * Math.exp(4 + 0.4 * features[i][0] - 0.3 * features[i][1]);
      labels[i] = random.nextDouble() < 0.25 ? 0 : scale * gamma(random, 0.4);
    }
    return new RateProblem("quantile", Map.of("tau", 0.9), 0, List.of(), features, labels);
  }

  /** A line and noise; neighbouring columns are correlated. */
  static RateProblem line() {
    Random random = new Random(5);
    double[][] features = normal(random, 20);
    double[] labels = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      for (int j = 1; j < 20; j++) {
        features[i][j] = 0.6 * features[i][j - 1] + 0.8 * features[i][j];
      }
      labels[i] = 3 + random.nextGaussian() + score(features[i], 0.4);
    }
    return new RateProblem("mse", Map.of(), 0, List.of(), standardised(features), labels);
  }

  /** Two classes that overlap, the later one rare. */
  static RateProblem clicks() {
    Random random = new Random(7);
    double[][] features = normal(random, 20);
    double[] labels = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      labels[i] = drawn(random, score(features[i], 0.35) - 1.5);
    }
    return new RateProblem("logistic", Map.of(), 2, List.of(), features, labels);
  }

  /** Two classes of which a line tells nine rows in ten apart. */
  static RateProblem sides() {
    Random random = new Random(15);
    double[][] features = normal(random, 20);
    double[] labels = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      labels[i] = drawn(random, score(features[i], 1));
    }
    return new RateProblem("hinge", Map.of(), 2, List.of(), features, labels);
  }

  /** Three columns of forty categories, most of them rare, as zeros and ones. */
  static RateProblem categories() {
    Random random = new Random(9);
    double[][] features = new double[ROWS][120];
    double[] effects = random.doubles(120, -1.5, 1.5).toArray();
    double[] labels = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      double score = -1;
      for (int column = 0; column < 3; column++) {
        int category = 40 * column + (int) (40 * Math.pow(random.nextDouble(), 2));
        features[i][category] = 1;
        score += effects[category];
      }
      labels[i] = drawn(random, score);
    }
    return new RateProblem("logistic", Map.of(), 2, List.of(), features, labels);
  }

  /** Counts of a few. */
  static RateProblem visits() {
    Random random = new Random(11);
    double[][] features = normal(random, 10);
    double[] labels = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      double limit = Math.exp(-Math.exp(1 + score(features[i], 0.2)));
      for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
        labels[i]++;
      }
    }
    return new RateProblem("poisson", Map.of(), 0, List.of(), features, labels);
  }

  /** Fair coins, on which features and first parameters have nothing to say. */
  static RateProblem coins() {
    Random random = new Random(13);
    double[][] features = normal(random, 10);
    double[] labels = random.ints(ROWS, 0, 2).asDoubleStream().toArray();
    return new RateProblem("logistic", Map.of(), 2, List.of(), features, labels);
  }

  /** Of sample-data, for a hidden layer. */
  static RateProblem digits() {
    try {
      List<String> lines = Files.readAllLines(Path.of("sample-data", "digits.csv"));
      double[][] features = new double[lines.size() - 1][64];
      double[] labels = new double[features.length];
      for (int i = 0; i < features.length; i++) {
        String[] cells = lines.get(i + 1).split(",");
        for (int j = 0; j < 64; j++) {
          features[i][j] = Double.parseDouble(cells[j]);
        }
        labels[i] = Double.parseDouble(cells[64]);
      }
      return new RateProblem("softmax", Map.of(), 10, List.of(32), standardised(features), labels);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double score(double[] features, double size) {
    double score = 0;
    for (int j = 0; j < features.length; j++) {
      score += size * Math.sin(j + 1) * features[j];
    }
    return score;
  }

  private static double drawn(Random random, double score) {
    return random.nextDouble() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  }

  private static double[][] normal(Random random, int columns) {
    double[][] features = new double[ROWS][columns];
    for (double[] row : features) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextGaussian();
      }
    }
    return features;
  }

  private static double[][] standardised(double[][] features) {
    for (int j = 0; j < features[0].length; j++) {
      double sum = 0;
      double squares = 0;
      for (double[] row : features) {
        sum += row[j];
        squares += row[j] * row[j];
      }
      double mean = sum / features.length;
      double deviation = Math.sqrt(Math.max(0, squares / features.length - mean * mean));
      for (double[] row : features) {
        row[j] = deviation < 1e-9 ? 0 : (row[j] - mean) / deviation;
      }
    }
    return features;
  }

  /** Ahrens and Dieter's way for shapes below 1. */
  private static double gamma(Random random, double shape) {
    while (true) {
      double p = (1 + shape / Math.E) * random.nextDouble();
      if (p <= 1) {
        double x = Math.pow(p, 1 / shape);
        if (random.nextDouble() <= Math.exp(-x)) {
          return x;
        }
      } else {
        double x = -Math.log((1 + shape / Math.E - p) / shape);
        if (random.nextDouble() <= Math.pow(x, shape - 1)) {
          return x;
        }
      }
    }
  }
}
