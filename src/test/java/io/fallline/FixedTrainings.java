package io.fallline;

import io.fallline.core.math.FixedProducts;
import io.fallline.core.training.FixedFinish;
import io.fallline.core.training.FixedTraining;
import io.fallline.data.statistics.FixedRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Products, small trainings of every kind, their finishes, and what comes before training, without
 * Spark: writes a line of digests for each. Arguments: the file to write, which of the trainings (1
 * all of them, 5 every fifth), and kernels.
 */
public final class FixedTrainings {
  private FixedTrainings() {}

  public static void main(String[] arguments) throws IOException {
    int every = Integer.parseInt(arguments[1]);
    List<String> lines = new ArrayList<>(FixedRecords.digests());
    lines.addAll(FixedFinish.digests());
    List<FixedTraining> all = FixedTraining.all();
    for (String kernels : List.of(arguments).subList(2, arguments.length)) {
      lines.add(FixedProducts.digest(kernels));
      for (int i = 0; i < all.size(); i += every) {
        FixedTraining training = all.get(i);
        lines.add(kernels + ": " + training.name() + " | " + training.digests(kernels));
      }
    }
    Files.write(Path.of(arguments[0]), lines);
  }
}
