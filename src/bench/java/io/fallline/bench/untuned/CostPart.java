package io.fallline.bench.untuned;

import io.fallline.bench.Figures;
import java.io.IOException;
import java.util.List;

/**
 * What it costs to find rate and length: the time of an untuned training beside that of as many
 * steps at the rate it has found, without held-out rows, in turns.
 */
final class CostPart implements Untuned.Part {
  private static final int ROUNDS = 3;
  private static final double MORE = 0.15;
  private static final int STEPS = 100;

  private final Tables tables;
  private final Trial trial;

  CostPart(Tables tables, Trial trial) {
    this.tables = tables;
    this.trial = trial;
  }

  @Override
  public String measure(List<String> names) throws IOException {
    Markdown found =
        new Markdown(
            "table",
            "steps",
            "untuned, s",
            "the same steps, s",
            "more",
            "15% and " + STEPS + " steps",
            "steps alone: untuned, s",
            "the same, s");
    for (String name : Untuned.chosen(Tables.PUBLIC, names)) {
      PublicTable table = tables.table(name);
      double[] untuned = new double[ROUNDS];
      double[] named = new double[ROUNDS];
      double[] untunedSteps = new double[ROUNDS];
      double[] namedSteps = new double[ROUNDS];
      long steps = 0;
      for (int round = 0; round < ROUNDS; round++) {
        Trial.Figures auto = trial.run(table.configuration(0));
        Trial.Figures same =
            trial.run(
                table.configuration(0),
                "optimizer.learningRate=" + auto.rate(),
                "training.maxSteps=" + auto.steps(),
                "training.epochs=" + auto.steps(), // maxSteps ends it
                "data.validation=0");
        untuned[round] = auto.secondsAfterLoading();
        named[round] = same.secondsAfterLoading();
        untunedSteps[round] = auto.summary().get("trainSeconds").asDouble();
        namedSteps[round] = same.summary().get("trainSeconds").asDouble();
        steps = auto.steps();
      }
      double without = Figures.median(named);
      found.row(
          name,
          steps,
          Figures.median(untuned),
          without,
          Figures.median(untuned) - without,
          MORE * without + STEPS * Figures.median(namedSteps) / steps,
          Figures.median(untunedSteps),
          Figures.median(namedSteps));
    }
    return found.toString();
  }
}
