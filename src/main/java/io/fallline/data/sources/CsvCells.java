package io.fallline.data.sources;

/** The cells of a line of csv; texts, and null where the cell is empty. */
final class CsvCells implements RowCells {
  private final String nullValue;
  private String[] tokens;

  CsvCells(String nullValue) {
    this.nullValue = nullValue;
  }

  void moveTo(String[] line) {
    tokens = line;
  }

  @Override
  public double number(int ordinal) {
    Object text = get(ordinal);
    return text == null ? Double.NaN : PlainNumbers.parse((String) text);
  }

  @Override
  public Object get(int ordinal) {
    String token = tokens[ordinal];
    return token == null || token.equals(nullValue) ? null : token;
  }

  @Override
  public boolean numbersAreTexts() {
    return true;
  }
}
