package io.fallline.data.sources;

import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.core.loss.LabelKind;
import io.fallline.model.CodePoints;
import io.fallline.model.Encoding;
import io.fallline.model.InputColumn;
import io.fallline.model.InputColumn.InputKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Which column plays what part, whatever table it stands in.
 *
 * @param weight null where every row weighs 1
 * @param offset null where there is none
 * @param splitBy null where rows are held out by content
 * @param features in the order of the model's inputs
 */
public record ColumnRoles(
    String label,
    String weight,
    String offset,
    String splitBy,
    List<Feature> features,
    LabelKind labels,
    MissingValues missing)
    implements Serializable {

  /** One column of the model's inputs. */
  public record Feature(String column, InputKind kind) implements Serializable {}

  public ColumnRoles {
    features = List.copyOf(features);
  }

  /** Those that a model's rows have; they are held out by nothing. */
  public static ColumnRoles of(Encoding encoding) {
    List<Feature> features = new ArrayList<>();
    for (InputColumn column : encoding.columns()) {
      features.add(new Feature(column.column(), column.kind()));
    }
    return new ColumnRoles(
        encoding.label(),
        encoding.weight(),
        encoding.offset(),
        null,
        features,
        encoding.labels(),
        encoding.missing());
  }

  /** Features as they follow each other in a record: by column name. */
  public List<Feature> inRecordOrder() {
    List<Feature> sorted = new ArrayList<>(features);
    sorted.sort(Comparator.comparing(Feature::column, CodePoints.ORDER));
    return sorted;
  }

  /** Every column that rows are read from. */
  List<String> columns(boolean labelled) {
    List<String> columns = new ArrayList<>();
    inRecordOrder().forEach(feature -> columns.add(feature.column()));
    if (labelled) {
      columns.add(label);
      columns.add(weight);
    }
    columns.add(offset);
    columns.add(splitBy);
    columns.removeIf(Objects::isNull);
    return columns;
  }
}
