package io.fallline.data.sources;

import io.fallline.data.records.RowReader;
import io.fallline.data.sources.RawRowParser.NumberColumns;
import io.fallline.model.InputColumn.InputKind;
import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.StructType;

/**
 * Where the roles' columns stand in one table; travels to the tasks, where a {@link RowReader}
 * follows it.
 *
 * @param ordinals of {@link ColumnRoles#inRecordOrder}
 * @param label the index of the label; −1 where rows are read without labels, as for the other
 *     roles
 */
public record RowPlan(
    ColumnRoles roles,
    RawRowParser parser,
    int label,
    int weight,
    int offset,
    int splitBy,
    int[] ordinals)
    implements Serializable {

  /**
   * @throws io.fallline.core.failure.Failure DATA if a column is missing or has a type that does
   *     not fit its role
   */
  public static RowPlan of(SourceTable table, ColumnRoles roles, boolean labelled) {
    return of(table, roles, labelled, ColumnTypeCheck.REMEDY);
  }

  /** The same for a model whose roles are what they are. */
  public static RowPlan toScore(SourceTable table, ColumnRoles roles, boolean labelled) {
    return of(table, roles, labelled, "");
  }

  private static RowPlan of(SourceTable table, ColumnRoles roles, boolean labelled, String remedy) {
    List<ColumnRoles.Feature> features = roles.inRecordOrder();
    MissingColumnCheck.refuse(table, roles.columns(labelled));
    ColumnOrdinals columns = ColumnOrdinals.of(table);
    int[] ordinals = new int[features.size()];
    for (int i = 0; i < ordinals.length; i++) {
      ColumnRoles.Feature feature = features.get(i);
      ordinals[i] = columns.find(feature.column());
      ColumnTypeCheck.require(table, ordinals[i], feature.kind(), remedy);
    }
    int label = labelled ? columns.find(roles.label()) : -1;
    if (labelled) {
      ColumnTypeCheck.requireLabel(table, label, roles.labels());
    }
    RowPlan plan =
        new RowPlan(
            roles,
            table.parser(),
            label,
            labelled && roles.weight() != null ? columns.find(roles.weight()) : -1,
            roles.offset() == null ? -1 : columns.find(roles.offset()),
            roles.splitBy() == null ? -1 : columns.find(roles.splitBy()),
            ordinals);
    return table.untyped() ? plan.ofTexts(table.schema()) : plan;
  }

  /** Columns that are read as numbers; partition columns, which Spark types itself, are none. */
  public Set<Integer> numbers() {
    Set<Integer> numbers = new TreeSet<>(Arrays.asList(weight, offset));
    List<ColumnRoles.Feature> features = roles.inRecordOrder();
    for (int i = 0; i < ordinals.length; i++) {
      if (features.get(i).kind() == InputKind.NUMBER) {
        numbers.add(ordinals[i]);
      }
    }
    if (!roles.labels().isClass()) {
      numbers.add(label);
    }
    numbers.remove(-1);
    return numbers;
  }

  /** The columns whose cells matter. */
  BitSet read() {
    return IntStream.concat(IntStream.of(label, weight, offset, splitBy), Arrays.stream(ordinals))
        .filter(ordinal -> ordinal >= 0)
        .collect(BitSet::new, BitSet::set, BitSet::or);
  }

  private RowPlan ofTexts(StructType schema) {
    Set<Integer> required = numbers();
    Set<Integer> possible = new TreeSet<>(Arrays.asList(label, splitBy));
    possible.remove(-1);
    possible.removeAll(required);
    NumberColumns columns =
        NumberColumns.of(Arrays.asList(schema.fieldNames()), required, possible);
    return new RowPlan(roles, parser.numbers(columns), label, weight, offset, splitBy, ordinals);
  }
}
