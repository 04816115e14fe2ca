package io.fallline.bench.untuned;

import io.fallline.bench.Figures;
import java.io.IOException;
import java.util.List;

/**
 * What it costs to find rate and length: the time of an untuned training beside that of as many
 * steps at the rate it has found, without held-out rows, in turns. The finish has a training of its
 * own: what it takes is what one with it takes more than one without.
 */
final class CostPart implements Untuned.Part {
  private static final int ROUNDS = 11;
  private static final double MORE = 0.15;
  private static final int STEPS = 100;

  private final Tables tables;
  private final Trial trial;

  /** Seconds after loading, of each round. */
  private static final class Seconds {
    final double[] untuned = new double[ROUNDS];
    final double[] withoutFinish = new double[ROUNDS];
    final double[] sameSteps = new double[ROUNDS];
    final double[] stepsAlone = new double[ROUNDS];
    long steps;

    double allowed() {
      double same = Figures.median(sameSteps);
      return (1 + MORE) * same + STEPS * Figures.median(stepsAlone) / steps;
    }
  }

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
            "without its finish",
            "the same steps",
            "15% and " + STEPS + " steps more",
            "holds");
    for (String name : Untuned.chosen(Tables.PUBLIC, names)) {
      Seconds seconds = rounds(tables.table(name));
      double without = Figures.median(seconds.withoutFinish);
      found.row(
          name,
          seconds.steps,
          Figures.median(seconds.untuned),
          without,
          Figures.median(seconds.sameSteps),
          seconds.allowed(),
          without <= seconds.allowed() ? "yes" : "no");
    }
    return found.toString();
  }

  private Seconds rounds(PublicTable table) throws IOException {
    String configuration = table.configuration(0);
    trial.run(configuration); // compiles what the rounds run
    Seconds seconds = new Seconds();
    for (int round = 0; round < ROUNDS; round++) {
      seconds.untuned[round] = trial.run(configuration).secondsAfterLoading();
      Trial.Figures auto = trial.run(configuration, "training.finish=none");
      seconds.withoutFinish[round] = auto.secondsAfterLoading();
      Trial.Figures same =
          trial.run(
              configuration,
              "optimizer.learningRate=" + auto.rate(),
              "training.maxSteps=" + auto.steps(),
              "training.epochs=" + auto.steps(), // maxSteps ends it
              "data.validation=0");
      seconds.sameSteps[round] = same.secondsAfterLoading();
      seconds.stepsAlone[round] = same.summary().get("trainSeconds").asDouble();
      seconds.steps = auto.steps();
    }
    return seconds;
  }
}
