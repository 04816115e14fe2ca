package io.fallline.data.sources;

import io.fallline.data.sources.RawRowParser.NumberColumns;
import io.fallline.model.BadRow;
import io.fallline.model.CellValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * Rows of csv files as Spark's reader cuts them.
 *
 * @param corrupt the ordinal of the column that has the lines it could not cut
 * @param columns of the header
 * @param notation of numbers; null where it is the usual one, with a decimal point
 */
record CsvRows(int corrupt, int columns, NumberNotation notation, CsvAdvice advice)
    implements RawRowParser {
  @Override
  public Row parse(Row raw) {
    if (!raw.isNullAt(corrupt)) {
      throw unfitting(columns, raw.getString(corrupt));
    }
    return raw;
  }

  /** A line that has more or fewer cells than the header, or cannot be cut. */
  static BadRow unfitting(int columns, String line) {
    return new BadRow(
        "cells that do not fit the header's "
            + columns
            + " columns: "
            + SourceTables.abbreviated(line));
  }

  @Override
  public RawRowParser numbers(NumberColumns numbers) {
    return notation == null ? this : new LocalNumbers(this, notation, numbers);
  }

  @Override
  public String advice(Row raw, String complaint) {
    return raw.isNullAt(corrupt)
        ? advice.ofCells(raw, complaint)
        : advice.ofLine(raw.getString(corrupt));
  }

  @Override
  public List<String> remarks(Collection<String> features) {
    List<String> remarks = new ArrayList<>();
    advice
        .unnamed()
        .forEach(
            (name, number) -> {
              if (features.contains(name)) {
                remarks.add(
                    "column "
                        + number
                        + " of the header has no name and is read as the feature \""
                        + name
                        + "\"; list it under data.ignore if it is none");
              }
            });
    return remarks;
  }

  @Override
  public List<String> textRemarks(String column, Collection<String> texts) {
    return Stream.<Function<String, String>>of(advice::ofText, advice::ofBlanks, advice::ofNoValue)
        .flatMap(
            look ->
                texts.stream()
                    .filter(text -> !look.apply(text).isEmpty())
                    .findFirst()
                    .map(text -> CellValues.shown(text) + look.apply(text))
                    .stream())
        .map(what -> "column \"" + column + "\" has the text " + what)
        .toList();
  }
}
