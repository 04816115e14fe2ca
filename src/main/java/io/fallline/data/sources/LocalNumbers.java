package io.fallline.data.sources;

import io.fallline.data.sources.RawRowParser.NumberColumns;
import io.fallline.model.BadRow;
import io.fallline.model.CellValues;
import io.fallline.model.NumberParser;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows whose numbers are texts in a locale's notation, rewritten with a decimal point. */
record LocalNumbers(RawRowParser parser, NumberNotation notation, NumberColumns columns)
    implements RawRowParser {
  @Override
  public Row parse(Row raw) {
    return parse(
        raw,
        bad -> {
          throw bad;
        });
  }

  @Override
  public Row parse(Row raw, Consumer<BadRow> refused) {
    Row row = parser.parse(raw, refused);
    if (row == null) {
      return null;
    }
    Object[] cells = new Object[row.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.get(i);
    }
    for (int i : columns.possible()) {
      cells[i] = rewritten(cells[i]);
    }
    for (int i : columns.required()) {
      try {
        cells[i] = required(columns.names().get(i), cells[i]);
      } catch (BadRow bad) {
        refused.accept(bad);
        cells[i] = null;
      }
    }
    return RowFactory.create(cells);
  }

  private Object rewritten(Object cell) {
    String plain = cell instanceof String text ? notation.plain(text) : null;
    return plain == null ? cell : plain;
  }

  private Object required(String column, Object cell) {
    Object rewritten = rewritten(cell);
    if (rewritten == cell && cell instanceof String text && NumberParser.parse(text) != null) {
      // 3.5 is no German number, and to take it for one would be a guess
      throw BadRow.column(column, CellValues.shown(text), notation.expected());
    }
    return rewritten;
  }

  @Override
  public RawRowParser numbers(NumberColumns others) {
    return new LocalNumbers(parser, notation, others);
  }

  @Override
  public String advice(Row raw, String complaint) {
    return parser.advice(raw, complaint);
  }

  @Override
  public List<String> remarks(Collection<String> features) {
    return parser.remarks(features);
  }

  @Override
  public List<String> textRemarks(String column, Collection<String> texts) {
    return parser.textRemarks(column, texts);
  }
}
