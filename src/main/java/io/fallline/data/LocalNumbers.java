package io.fallline.data;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows whose numbers are texts in a locale's notation, rewritten with a decimal point. */
record LocalNumbers(RowParser parser, NumberNotation notation, NumberColumns columns)
    implements RowParser {
  @Override
  public Row parse(Row raw) {
    Row row = parser.parse(raw);
    Object[] cells = new Object[row.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.get(i);
    }
    for (int i : columns.possible()) {
      cells[i] = rewritten(cells[i]);
    }
    for (int i : columns.required()) {
      cells[i] = required(columns.names().get(i), cells[i]);
    }
    return RowFactory.create(cells);
  }

  private Object rewritten(Object cell) {
    String plain = cell instanceof String text ? notation.plain(text) : null;
    return plain == null ? cell : plain;
  }

  private Object required(String column, Object cell) {
    Object rewritten = rewritten(cell);
    if (rewritten == cell && cell instanceof String text && Numbers.parse(text) != null) {
      // 3.5 is no German number, and to take it for one would be a guess
      throw BadRow.column(column, Cells.shown(text), notation.expected());
    }
    return rewritten;
  }

  @Override
  public RowParser numbers(NumberColumns others) {
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
  public Optional<String> remark(String column, Collection<String> texts) {
    return parser.remark(column, texts);
  }
}
