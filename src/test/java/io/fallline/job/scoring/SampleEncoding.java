package io.fallline.job.scoring;

import io.fallline.model.Encoding;
import io.fallline.model.EncodingJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Encodings of rows that nobody has read. */
public final class SampleEncoding {
  private final List<Map<String, Object>> columns = new ArrayList<>();
  private final List<Double> center = new ArrayList<>();
  private final List<Double> scale = new ArrayList<>();
  private List<String> classes = List.of();
  private String labels = "NUMBER";
  private int hashBits;
  private boolean sparse;

  public SampleEncoding number(String name, double center, double scale) {
    columns.add(Map.of("column", name, "kind", "NUMBER", "width", 1));
    return scaled(center, scale);
  }

  /** The i-th element is scaled by i more than the first. */
  public SampleEncoding vector(String name, int width, double center, double scale) {
    columns.add(Map.of("column", name, "kind", "VECTOR", "width", width));
    for (int i = 0; i < width; i++) {
      scaled(center, scale + i);
    }
    return this;
  }

  private SampleEncoding scaled(double centered, double scaled) {
    center.add(centered);
    scale.add(scaled);
    return this;
  }

  public SampleEncoding categorical(String name, String... categories) {
    columns.add(
        Map.of(
            "column",
            name,
            "kind",
            "CATEGORICAL",
            "width",
            categories.length,
            "categories",
            Arrays.asList(categories)));
    return this;
  }

  public SampleEncoding hashed(String name, int bits) {
    columns.add(Map.of("column", name, "kind", "HASHED", "width", 0));
    hashBits = bits;
    return this;
  }

  public SampleEncoding sparse() {
    sparse = true;
    return this;
  }

  public SampleEncoding classes(String... names) {
    classes = List.of(names);
    labels = "CLASS";
    return this;
  }

  public Encoding build() {
    Map<String, Object> json = new HashMap<>();
    json.put("label", "label");
    json.put("labels", labels);
    json.put("columns", columns);
    json.put("hashBits", hashBits);
    json.put("missing", "ERROR");
    json.put("scaling", "STANDARD");
    json.put("sparse", sparse);
    json.put("classes", Map.of("numeric", false, "names", classes));
    Map<String, double[]> vectors = Map.of("center", plain(center), "scale", plain(scale));
    return EncodingJson.read(json, vectors::get);
  }

  private static double[] plain(List<Double> values) {
    return values.stream().mapToDouble(value -> value).toArray();
  }
}
