package io.fallline.scorer;

import io.fallline.core.loss.LabelKind;
import io.fallline.core.loss.Losses;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.job.scoring.WrittenModel;
import io.fallline.model.Encoding;
import io.fallline.model.EncodingJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A model with random parameters, and rows for it, drawn from the case itself. */
public record ModelCase(
    String loss,
    String activation,
    String scaling,
    String missing,
    boolean categorical,
    boolean sparse,
    boolean offset,
    String classNames) {
  private static final List<String> COLORS = List.of("blue", "red", "tan");
  private static final int ROWS = 12;

  public NetworkSpec network() {
    int inputs = 4 + (categorical ? COLORS.size() : 0);
    List<Integer> hidden = activation == null ? List.of() : List.of(5, 3);
    List<String> activations = activation == null ? List.of() : List.of(activation, activation);
    return new NetworkSpec(
        inputs, hidden, activations, loss, Map.of(), classes().size(), !sparse, 0);
  }

  private LabelKind labels() {
    return Losses.registry().create(loss, Hyperparameters.defaults()).labels();
  }

  private List<String> classes() {
    List<String> names = List.of(classNames.split(" "));
    return switch (labels()) {
      case NUMBER, COUNT -> List.of();
      case BINARY -> names.subList(0, 2);
      case CLASS -> names;
    };
  }

  public double[] parameters() {
    Random random = new Random(hashCode());
    return random.doubles(ParameterLayout.of(network()).size(), -1, 1).toArray();
  }

  public Encoding encoding() {
    List<Map<String, Object>> columns = new ArrayList<>();
    columns.add(Map.of("column", "size", "kind", "NUMBER", "width", 1));
    columns.add(Map.of("column", "v", "kind", "VECTOR", "width", 3));
    if (categorical) {
      columns.add(
          Map.of("column", "score", "kind", "CATEGORICAL", "width", 3, "categories", COLORS));
    }
    Map<String, Object> json = new HashMap<>();
    json.put("label", "y");
    json.put("offset", offset ? "exposure" : null);
    json.put("labels", labels().name());
    json.put("columns", columns);
    json.put("hashBits", 0);
    json.put("missing", missing);
    json.put("scaling", scaling);
    json.put("sparse", sparse);
    boolean numeric = classNames.chars().noneMatch(Character::isLetter);
    boolean flags = classNames.equals("false true");
    json.put("classes", Map.of("numeric", numeric, "boolean", flags, "names", classes()));
    boolean scaled = !scaling.equals("NONE");
    Map<String, double[]> vectors =
        Map.of(
            "center", scaled && !sparse ? new double[] {1, -2, 0.5, 0} : new double[4],
            "scale", scaled ? new double[] {0.5, 3, 1, 7} : new double[] {1, 1, 1, 1},
            "fill", new double[] {0.25, -1, 0, 2});
    return EncodingJson.read(json, vectors::get);
  }

  /** Rows as a service has them, some with a category that training did not see. */
  public List<Map<String, Object>> rows() {
    Random random = new Random(hashCode() + 1L);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("size", random.nextGaussian());
      boolean gap = !missing.equals("ERROR") && i % 3 == 0;
      row.put(
          "v",
          new double[] {gap ? Double.NaN : random.nextGaussian(), 0, 3 * random.nextGaussian()});
      row.put("score", i % 4 == 3 ? "pink" : COLORS.get(random.nextInt(3)));
      row.put("exposure", random.nextGaussian());
      rows.add(row);
    }
    return rows;
  }

  public Path write(Path directory, String kernels) {
    return WrittenModel.write(directory, network(), parameters(), encoding(), kernels);
  }
}
