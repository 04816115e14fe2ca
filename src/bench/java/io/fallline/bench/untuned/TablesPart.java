package io.fallline.bench.untuned;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.bench.Figures;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Untuned trainings of every table and split beside the best of the grid and scikit-learn: shares
 * of the fall from the constant model's held-out loss, medians of the splits.
 */
final class TablesPart implements Untuned.Part {
  private static final List<String> OWN =
      Stream.concat(Tables.PUBLIC.stream(), Tables.SMALL.stream()).toList();

  private static final double OF_GRID = 0.99;
  private static final double OF_GRID_OF_FEW = 0.95;
  private static final int FEW = 2000;
  private static final double OF_SCIKIT_LEARN = 0.99;

  private final Tables tables;
  private final Trial trial;

  TablesPart(Tables tables, Trial trial) {
    this.tables = tables;
    this.trial = trial;
  }

  @Override
  public String measure(List<String> names) throws IOException {
    Markdown found =
        new Markdown(
            "table",
            "constant",
            "untuned",
            "grid",
            "scikit-learn",
            "share of the grid's fall",
            "splits",
            "of scikit-learn's",
            "splits",
            "holds",
            "split 0");
    for (String name : Untuned.chosen(OWN, names)) {
      row(found, tables.table(name));
    }
    return found.toString();
  }

  private void row(Markdown found, PublicTable table) throws IOException {
    int splits = PublicTable.SPLITS;
    double[] constants = new double[splits];
    double[] untuned = new double[splits];
    double[] grid = new double[splits];
    double[] peer = new double[splits];
    String words = "";
    for (int split = 0; split < splits; split++) {
      JsonNode others = tables.peer(table.name(), split);
      constants[split] = others.get("constant").asDouble();
      peer[split] = others.get("scikitLearn").asDouble();
      grid[split] = Grid.isKnown(table, split) ? Grid.best(table, split) : Double.NaN;
      Trial.Figures figures = trial.run(table.configuration(split));
      untuned[split] = figures.heldOutLoss();
      if (split == 0) {
        words =
            figures.words()
                + ", rate "
                + figures.rate()
                + String.format(Locale.ROOT, " in %.1f s", figures.secondsAfterLoading());
      }
    }
    double[] ofGrid = Shares.of(constants, untuned, grid);
    double[] ofPeer = Shares.of(constants, untuned, peer);
    boolean small = Tables.SMALL.contains(table.name());
    double wanted = table.rows() < FEW ? OF_GRID_OF_FEW : OF_GRID;
    boolean holds =
        small // separable: no fall to measure by, its loss is to be no larger
            ? Figures.median(untuned) <= Figures.median(peer)
            : Figures.median(ofGrid) >= wanted && Figures.median(ofPeer) >= OF_SCIKIT_LEARN;
    found.row(
        table.name(),
        Figures.median(constants),
        Figures.median(untuned),
        Figures.median(grid),
        Figures.median(peer),
        Figures.median(ofGrid),
        Shares.range(ofGrid),
        Figures.median(ofPeer),
        Shares.range(ofPeer),
        holds ? "yes" : "no",
        words);
    System.err.println("untuned: " + table.name() + ": " + Figures.median(ofGrid));
  }
}
