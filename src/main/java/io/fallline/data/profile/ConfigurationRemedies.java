package io.fallline.data.profile;

import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.configuration.hocon.HoconWriter;
import io.fallline.data.DataSpec;
import io.fallline.data.sources.MissingValueMarkers;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The settings with which a table's columns can be used, as lines of a configuration. */
final class ConfigurationRemedies {
  private final DataSpec spec;
  private final boolean csv;
  private final List<String> categorical;
  private final List<String> hashed;
  private final List<String> ignored;
  private final List<String> features;
  private final TreeMap<String, Long> markers = new TreeMap<>();
  private boolean missing;
  private boolean blanks;

  ConfigurationRemedies(DataSpec spec, boolean csv) {
    this.spec = spec;
    this.csv = csv;
    categorical = new ArrayList<>(spec.section().categorical());
    hashed = new ArrayList<>(spec.section().hashed());
    ignored = new ArrayList<>(spec.section().ignore());
    features = new ArrayList<>(spec.section().features());
  }

  /** Cells are missing. */
  void missing() {
    missing = true;
  }

  /**
   * A column of texts where a number is expected.
   *
   * @return false where it is one of numbers with some cells to be mended
   */
  boolean textColumn(String column, ColumnTally cells, long rows) {
    ColumnUse use = ColumnUse.of(cells, rows);
    boolean few = cells.numbers > cells.texts && use.use() == ColumnUse.Use.IGNORED;
    if (few || use.use() == ColumnUse.Use.NUMBER || use.use() == ColumnUse.Use.VECTOR) {
      return false;
    }
    switch (use.use()) {
      case CATEGORICAL -> categorical.add(column);
      case HASHED -> hashed.add(column);
      default -> ignored.add(column);
    }
    features.remove(column);
    if (use.use() != ColumnUse.Use.IGNORED) {
      missing |= cells.missing > 0;
      MissingValueMarkers.among(cells.markers)
          .forEach((marker, times) -> markers.merge(marker, times, Long::sum));
      blanks |= cells.blanks > 0;
    }
    return true;
  }

  /**
   * @param room characters for each
   * @param frame whether rows come from no file
   */
  String lines(int room, boolean frame) {
    List<String> lines = new ArrayList<>();
    list(lines, "data.features", features, spec.section().features(), room);
    list(lines, "data.categorical", categorical, spec.section().categorical(), room);
    list(lines, "data.hashed", hashed, spec.section().hashed(), room);
    list(lines, "data.ignore", ignored, spec.section().ignore(), room);
    String marker =
        csv && !spec.section().options().containsKey("nullValue")
            ? MissingValueMarkers.commonest(markers)
            : "";
    if (!marker.isEmpty()) {
      lines.add("data.options.nullValue = " + HoconWriter.quoted(marker));
    }
    if ((missing || !marker.isEmpty()) && spec.section().missing() == MissingValues.ERROR) {
      lines.add("data.missing = \"mean\"");
    }
    if (csv && blanks) {
      lines.add("data.options.ignoreLeadingWhiteSpace = true");
      lines.add("data.options.ignoreTrailingWhiteSpace = true");
    }
    if (lines.isEmpty()) {
      return "";
    }
    return "; set "
        + String.join(", ", lines)
        + (frame ? "" : " (the command init writes a configuration with all of it)");
  }

  private static void list(
      List<String> lines, String key, List<String> columns, List<String> given, int room) {
    if (columns.equals(given)) {
      return;
    }
    if (columns.isEmpty()) {
      lines.add(key + " to other columns"); // an empty list would mean all of them
      return;
    }
    String list = columns.stream().map(HoconWriter::quoted).collect(Collectors.joining(", "));
    // a list that is cut would be pasted as another one
    lines.add(
        list.length() > room
            ? key + " to the " + columns.size() + " columns that it suits"
            : key + " = [" + list + "]");
  }
}
