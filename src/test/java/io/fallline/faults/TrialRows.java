package io.fallline.faults;

import io.fallline.core.loss.LabelKind;
import io.fallline.data.DataSpec;
import io.fallline.data.HeldOut;
import io.fallline.job.configuration.MissingValues;
import io.fallline.job.configuration.RowOrder;
import io.fallline.job.configuration.Scaling;
import io.fallline.job.configuration.ShardStorageLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    return new DataSpec(
        "csv",
        List.of(path),
        HeldOut.fraction(0.1),
        HeldOut.NONE,
        null,
        0,
        "label",
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        20,
        Map.of(),
        MissingValues.ERROR,
        Scaling.STANDARD,
        RowOrder.CANONICAL,
        0,
        ShardStorageLevel.MEMORY,
        LabelKind.BINARY,
        true,
        null,
        null,
        null);
  }
}
