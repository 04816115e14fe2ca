package io.fallline.bench.rows;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Normal numbers and a label that depends on all of them; the same values on every machine.
 *
 * @param classes how many labels there are, from 0
 */
public record NumberTable(int rows, int columns, int classes) {
  private static final double NOISE = 0.5;

  /** Parquet files of equally many rows, {@code part-00000.parquet} and on. */
  public Path parquet(Path directory, int files) throws IOException {
    return KeptFile.of(
        directory,
        unfinished -> {
          Files.createDirectories(unfinished);
          Drawn drawn = new Drawn();
          int perFile = rows / files;
          for (int file = 0; file < files; file++) {
            Path part = unfinished.resolve(String.format("part-%05d.parquet", file));
            Files.deleteIfExists(part);
            try (DoublesParquet writer = new DoublesParquet(part, header())) {
              for (int row = 0; row < perFile; row++) {
                writer.write(drawn.next());
              }
            }
          }
        });
  }

  /** A csv file with a header; numbers have four digits behind the point. */
  public Path csv(Path file) throws IOException {
    return KeptFile.of(
        file,
        unfinished -> {
          try (BufferedWriter writer = Files.newBufferedWriter(unfinished)) {
            writer.write(String.join(",", header()) + "\n");
            Drawn drawn = new Drawn();
            for (int row = 0; row < rows; row++) {
              writeLine(writer, drawn.next());
            }
          }
        });
  }

  private static void writeLine(Writer writer, double[] row) throws IOException {
    writer.write(Integer.toString((int) row[0]));
    for (int column = 1; column < row.length; column++) {
      writer.write(',');
      writer.write(Double.toString(Math.rint(row[column] * 1e4) / 1e4));
    }
    writer.write('\n');
  }

  private List<String> header() {
    List<String> names = new ArrayList<>(List.of("label"));
    for (int column = 0; column < columns; column++) {
      names.add("x" + column);
    }
    return names;
  }

  /** Rows one after the other: the label, then the numbers. */
  private final class Drawn {
    private final Random random = new Random(18);
    private final double[] direction = random.doubles(columns, -1, 1).toArray();
    private final double[] row = new double[columns + 1];
    private int drawn;

    double[] next() {
      double score = NOISE * random.nextGaussian();
      for (int column = 0; column < columns; column++) {
        double value = random.nextGaussian();
        row[column + 1] = value;
        score += direction[column] * value / Math.sqrt(columns / 3.0);
      }
      row[0] = drawn < classes ? drawn : label(score); // each class has a row
      drawn++;
      return row;
    }

    /** The range of likely scores is cut into as many pieces as there are classes. */
    private double label(double score) {
      double share = 1 / (1 + Math.exp(-2 * score));
      return Math.min(classes - 1, Math.floor(share * classes));
    }
  }
}
