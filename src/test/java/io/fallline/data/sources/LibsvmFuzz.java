package io.fallline.data.sources;

import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.core.failure.Failure;
import io.fallline.core.loss.LabelKind;
import io.fallline.data.records.InputTable;
import io.fallline.fuzz.FuzzedFormat;
import io.fallline.model.BadRow.RowProblem;
import io.fallline.model.InputColumn.InputKind;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.RowFactory;

/** Lines of libsvm, to records. */
public final class LibsvmFuzz implements FuzzedFormat {
  @Override
  public String name() {
    return "libsvm";
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        FuzzedFormat.utf8("0 1:2 3:4.5\n1 2:-1e-3 # comment\n+1 1:0 7:1\n"),
        FuzzedFormat.utf8("-1\n2.5 1:1 2:1 3:1 4:1 5:1 6:1 7:1 8:1\n"));
  }

  @Override
  public List<String> words() {
    return List.of(
        "1:",
        ":1",
        " 1:1",
        "2147483647:1",
        "2147483648:1",
        "-1:1",
        "0:1",
        "nan",
        "inf",
        "#",
        "# x",
        "\t",
        "\f",
        "\u000b",
        "\u00a0",
        "1:inf",
        "1:nan",
        "1:",
        "::");
  }

  @Override
  public Set<Failure.Kind> kinds() {
    return Set.of(Failure.Kind.DATA);
  }

  @Override
  public void read(byte[] input) {
    String[] lines = FuzzedFormat.text(input).split("\r\n|[\r\n]");
    int features = 0;
    for (String line : lines) {
      features = Math.max(features, LibsvmParser.largestIndex(line));
    }
    ColumnRoles roles =
        new ColumnRoles(
            "label",
            null,
            null,
            null,
            List.of(new ColumnRoles.Feature("features", InputKind.VECTOR)),
            LabelKind.NUMBER,
            MissingValues.ERROR);
    RowPlan plan =
        new RowPlan(roles, new LibsvmParser(features, 1, true), 0, -1, -1, -1, new int[] {1});
    RowProblemFinder complaints = InputTable.complaints(plan).start();
    for (String line : lines) {
      for (RowProblem complaint : complaints.of(RowFactory.create(line))) {
        throw Failure.data(complaint.message());
      }
    }
  }
}
