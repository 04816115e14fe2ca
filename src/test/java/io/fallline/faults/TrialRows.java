package io.fallline.faults;

import io.fallline.configuration.ConfigurationFile;
import io.fallline.data.DataSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rows of two classes, as a file and as what is made of it. */
final class TrialRows {
  private static final int ROWS = 4000;
  private static final int COLUMNS = 16;

  private TrialRows() {}

  static List<String> csv() {
    Random random = new Random(1);
    StringBuilder header = new StringBuilder("label");
    for (int column = 0; column < COLUMNS; column++) {
      header.append(",x").append(column);
    }
    List<String> rows = new ArrayList<>(List.of(header.toString()));
    for (int row = 0; row < ROWS; row++) {
      double score = random.nextGaussian();
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < COLUMNS; column++) {
        float value = (float) random.nextGaussian();
        score += value * Math.sin(column + 1);
        line.append(',').append(value);
      }
      rows.add((score > 0 ? 1 : 0) + line.toString());
    }
    return rows;
  }

  static DataSpec spec(String path) {
    String text =
        """
        data { train = "%s", validation = 0.1, scaling = standard, storage = memory }
        model.loss = logistic
        """
            .formatted(path);
    return DataSpec.of(ConfigurationFile.parse("trial", text, List.of()));
  }
}
