package io.fallline.data.records;

import io.fallline.core.failure.Failure;
import io.fallline.data.sources.ColumnRoles;
import io.fallline.data.sources.RowPlan;
import io.fallline.data.sources.RowValidator;
import io.fallline.model.BadRow;
import io.fallline.model.InputColumn.InputKind;
import java.util.List;
import java.util.function.Function;

/** Vectors of one column must all have the same size. */
public final class VectorSizes {
  private VectorSizes() {}

  public static void requireEqual(
      RecordScan scan,
      ColumnRoles roles,
      Function<Function<RowPlan, RowValidator.Plan>, Failure> locate) {
    List<ColumnRoles.Feature> features = roles.inRecordOrder();
    for (int i = 0; i < features.size(); i++) {
      if (features.get(i).kind() == InputKind.VECTOR
          && scan.smallestVector(i) < scan.largestVector(i)) {
        int column = i;
        int size = scan.largestVector(i);
        throw locate.apply(plan -> () -> check(plan, column, size));
      }
    }
  }

  private static RowValidator check(RowPlan plan, int column, int expected) {
    ColumnRoles.Feature feature = plan.roles().inRecordOrder().get(column);
    CanonicalRecordWriter writer = new CanonicalRecordWriter();
    CanonicalRecordReader cursor = new CanonicalRecordReader();
    VectorCells vectors = new VectorCells();
    return raw -> {
      writer.clear();
      writer.start();
      Object cell = plan.parser().parse(raw).get(plan.ordinals()[column]);
      vectors.write(feature.column(), cell, plan.roles().missing(), writer);
      cursor.open(writer.finish(1));
      int size = cursor.openVector();
      if (size != expected) {
        throw BadRow.column(
            feature.column(),
            "a vector of " + size + " elements",
            expected + " elements, as other rows have");
      }
    };
  }
}
