package io.fallline.bench.untuned;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/** The training objective beside its optimum, which Newton's method in float64 has found. */
final class OptimaPart implements Untuned.Part {
  private static final double OF_OPTIMUM = 0.999;

  private final Tables tables;
  private final Trial trial;

  OptimaPart(Tables tables, Trial trial) {
    this.tables = tables;
    this.trial = trial;
  }

  @Override
  public String measure(List<String> names) throws IOException {
    Markdown found =
        new Markdown(
            "table", "l2", "constant", "objective", "optimum", "share of the fall", "holds", "");
    for (String name : Untuned.chosen(Tables.OPTIMA, names)) {
      PublicTable table = tables.table(name);
      JsonNode known = tables.peer(name, 0);
      double l2 = known.get("l2").asDouble();
      Trial.Figures figures =
          trial.run(table.configuration(0), "data.validation=0", "regularization.l2=" + l2);
      double objective = figures.trainingLoss() + l2 / 2 * figures.squaredWeights();
      double constant = known.get("trainConstant").asDouble();
      double optimum = known.get("optimum").asDouble();
      double share = Shares.of(constant, objective, optimum);
      found.row(
          name,
          l2,
          constant,
          objective,
          optimum,
          share,
          share >= OF_OPTIMUM ? "yes" : "no",
          figures.words());
    }
    return found.toString();
  }
}
