package io.fallline.core.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A sample data set, read by plain loops: standardised features in float64, and numeric labels.
 *
 * @param features a row a line of the file, all columns but the last
 */
record SampleRows(double[][] features, double[] labels) {
  static SampleRows read(String name) {
    try {
      List<String> lines = Files.readAllLines(Path.of("sample-data", name));
      double[][] cells =
          lines.stream()
              .skip(1)
              .map(
                  line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
              .toArray(double[][]::new);
      int columns = cells[0].length - 1;
      double[][] features =
          Arrays.stream(cells).map(row -> Arrays.copyOf(row, columns)).toArray(double[][]::new);
      for (int j = 0; j < columns; j++) {
        standardise(features, j);
      }
      return new SampleRows(
          features, Arrays.stream(cells).mapToDouble(row -> row[columns]).toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void standardise(double[][] rows, int column) {
    double mean = Arrays.stream(rows).mapToDouble(row -> row[column]).average().orElseThrow();
    double variance =
        Arrays.stream(rows)
            .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
            .average()
            .orElseThrow();
    for (double[] row : rows) {
      row[column] = (row[column] - mean) / Math.sqrt(variance);
    }
  }
}
