package io.fallline.data;

import io.fallline.core.loss.LabelKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which column plays what part, whatever table it stands in.
 *
 * @param weight null where every row weighs 1
 * @param offset null where there is none
 * @param splitBy null where rows are held out by content
 * @param features in the order of the model's inputs
 */
record Roles(
    String label,
    String weight,
    String offset,
    String splitBy,
    List<Feature> features,
    LabelKind labels,
    MissingValues missing)
    implements Serializable {

  /** One column of the model's inputs. */
  record Feature(String column, InputKind kind) implements Serializable {}

  Roles {
    features = List.copyOf(features);
  }

  /** Features as they follow each other in a record: by column name. */
  List<Feature> inRecordOrder() {
    List<Feature> sorted = new ArrayList<>(features);
    sorted.sort(Comparator.comparing(Feature::column, CodePoints.ORDER));
    return sorted;
  }
}
