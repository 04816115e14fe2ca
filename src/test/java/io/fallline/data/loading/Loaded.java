package io.fallline.data.loading;

import io.fallline.core.network.PackedRows;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.Shard;
import io.fallline.data.Specs;
import io.fallline.model.Encoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Everything that was loaded, on the driver, as texts that are equal where the bits are. */
public record Loaded(
    List<Shard> train,
    List<Shard> validation,
    List<Shard> test,
    Encoding encoding,
    List<String> warnings,
    String sha256) {

  public static Loaded of(Specs specs) {
    try (TrainingData data = specs.load()) {
      return of(data);
    }
  }

  public static Loaded of(TrainingData data) {
    return new Loaded(
        data.shards(DataSplit.TRAIN).collect(),
        data.shards(DataSplit.VALIDATION).collect(),
        data.shards(DataSplit.TEST).collect(),
        data.encoding(),
        data.warnings(),
        data.sha256());
  }

  /** Every bit that a training sees. */
  public String bits() {
    StringBuilder all = new StringBuilder(sha256);
    for (List<Shard> split : List.of(train, validation, test)) {
      all.append("\npart");
      for (Shard shard : split) {
        all.append("\nshard ").append(shard.index());
        shard.chunks().forEach(chunk -> append(all, chunk));
      }
    }
    return all.append(Arrays.toString(encoding.center()))
        .append(Arrays.toString(encoding.scale()))
        .toString();
  }

  private static void append(StringBuilder all, PackedRows rows) {
    all.append("\n")
        .append(rows.size())
        .append(Arrays.toString(rows.starts()))
        .append(Arrays.toString(rows.indices()))
        .append(Arrays.toString(rows.values()))
        .append(Arrays.toString(rows.labels()))
        .append(Arrays.toString(rows.weights()))
        .append(Arrays.toString(rows.offsets()));
  }

  /** Rows as dense arrays: label, weight, offset, inputs. */
  public static List<double[]> rows(List<Shard> shards) {
    List<double[]> all = new ArrayList<>();
    for (Shard shard : shards) {
      for (PackedRows rows : shard.chunks()) {
        for (int i = 0; i < rows.size(); i++) {
          all.add(row(rows, i));
        }
      }
    }
    return all;
  }

  public static double[] row(PackedRows rows, int i) {
    double[] row = new double[3 + rows.columns()];
    row[0] = rows.labels()[i];
    row[1] = rows.weight(i);
    row[2] = rows.offset(i);
    if (rows.sparse()) {
      for (int k = rows.starts()[i]; k < rows.starts()[i + 1]; k++) {
        row[3 + rows.indices()[k]] = rows.values()[k];
      }
    } else {
      for (int j = 0; j < rows.columns(); j++) {
        row[3 + j] = rows.values()[i * rows.columns() + j];
      }
    }
    return row;
  }
}
