package io.fallline.data.sources;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ordinals of a table's columns by name, looked up in constant time; of two, the first. */
public final class ColumnOrdinals {
  private final SourceTable table;
  private final Map<String, Integer> ordinals = new HashMap<>();

  private ColumnOrdinals(SourceTable table) {
    this.table = table;
  }

  public static ColumnOrdinals of(SourceTable table) {
    ColumnOrdinals ordinals = new ColumnOrdinals(table);
    String[] names = table.schema().fieldNames();
    for (int i = 0; i < names.length; i++) {
      ordinals.ordinals.putIfAbsent(names[i], i);
    }
    return ordinals;
  }

  /**
   * @throws io.fallline.core.failure.Failure DATA if the table has no such column
   */
  public int find(String column) {
    Integer ordinal = ordinals.get(column);
    if (ordinal == null) {
      MissingColumnCheck.refuse(table, List.of(column));
    }
    return ordinal;
  }
}
