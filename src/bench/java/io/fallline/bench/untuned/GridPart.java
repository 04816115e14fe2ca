package io.fallline.bench.untuned;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The grid of every table and split, which is kept. */
final class GridPart implements Untuned.Part {
  private final Tables tables;
  private final Grid grid;

  GridPart(Tables tables, Grid grid) {
    this.tables = tables;
    this.grid = grid;
  }

  @Override
  public String measure(List<String> names) throws IOException {
    Markdown found = new Markdown("table", "split", "least held-out loss of the grid");
    for (int split = 0; split < PublicTable.SPLITS; split++) { // one of each table first
      for (String name : Untuned.chosen(Tables.PUBLIC, names)) {
        PublicTable table = tables.table(name);
        long start = System.nanoTime();
        grid.measure(table, split);
        System.err.printf(
            Locale.ROOT,
            "grid: %s, split %d: %.0f s%n",
            name,
            split,
            (System.nanoTime() - start) / 1e9);
        found.row(name, split, Grid.best(table, split));
      }
    }
    return found.toString();
  }
}
