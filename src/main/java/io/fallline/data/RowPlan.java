package io.fallline.data;

import io.fallline.core.failure.Failure;
import io.fallline.core.setting.Names;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * Where the roles' columns stand in one table; travels to the tasks, where a {@link RowReader}
 * follows it.
 *
 * @param ordinals of {@link Roles#inRecordOrder}
 * @param label −1 where rows are read without labels; likewise the others
 */
record RowPlan(
    Roles roles, RowParser parser, int label, int weight, int offset, int splitBy, int[] ordinals)
    implements Serializable {

  /**
   * @throws Failure DATA if a column is missing or has a type that does not fit its role
   */
  static RowPlan of(Table table, Roles roles, boolean labelled) {
    List<Roles.Feature> features = roles.inRecordOrder();
    int[] ordinals = new int[features.size()];
    for (int i = 0; i < ordinals.length; i++) {
      Roles.Feature feature = features.get(i);
      ordinals[i] = find(table, feature.column());
      ColumnTypes.require(table, ordinals[i], feature.kind());
    }
    int label = labelled ? find(table, roles.label()) : -1;
    if (labelled) {
      ColumnTypes.requireLabel(table, label, roles.labels());
    }
    return new RowPlan(
        roles,
        table.parser(),
        label,
        labelled && roles.weight() != null ? find(table, roles.weight()) : -1,
        roles.offset() == null ? -1 : find(table, roles.offset()),
        roles.splitBy() == null ? -1 : find(table, roles.splitBy()),
        ordinals);
  }

  static int find(Table table, String column) {
    StructType schema = table.schema();
    List<String> names = new ArrayList<>(Arrays.asList(schema.fieldNames()));
    int found = names.indexOf(column);
    if (found >= 0) {
      return found;
    }
    names.remove(Tables.CORRUPT);
    String delimiter = names.size() == 1 && table.untyped() ? wrongDelimiter(names.get(0)) : "";
    String hint = delimiter.isEmpty() ? Names.didYouMean(column, names) : delimiter;
    throw Failure.data(
        table.name()
            + ": no column \""
            + column
            + "\""
            + hint
            + " (there "
            + (names.size() == 1 ? "is " : "are ")
            + shortList(names)
            + ")");
  }

  private static String wrongDelimiter(String header) {
    for (String delimiter : List.of(";", "\t", "|", ",", " ")) {
      if (header.contains(delimiter)) {
        String shown = delimiter.equals("\t") ? "\\t" : delimiter;
        return "; the header is one column, set data.options.sep = \"" + shown + "\"";
      }
    }
    return "";
  }

  private static String shortList(List<String> names) {
    int most = 20;
    String list = String.join(", ", names.subList(0, Math.min(most, names.size())));
    return names.size() <= most ? list : list + ", … " + (names.size() - most) + " more";
  }
}
