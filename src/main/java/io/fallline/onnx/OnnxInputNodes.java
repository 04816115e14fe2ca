package io.fallline.onnx;

import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.model.Encoding;
import io.fallline.model.InputColumn;
import io.fallline.model.InputColumn.InputKind;
import io.fallline.onnx.OnnxTensors.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The input nodes of a graph, from columns to what the first layer takes. All numbers stand side by
 * side in one input, {@value #FEATURES}, which is filled and scaled. Each categorical column is an
 * input of its own name, one-hot; a category that training did not see is all zeros, as for {@code
 * predict}.
 */
record OnnxInputNodes(OnnxGraph graph, Encoding encoding) {
  static final String FEATURES = "features";

  /** A row's inputs, [N, inputs]. */
  String encoded() {
    List<String> parts = new ArrayList<>();
    if (encoding.numbers() > 0) {
      parts.add(numbers());
    }
    for (InputColumn column : encoding.columns()) {
      if (column.kind() == InputKind.CATEGORICAL && column.width() > 0) {
        parts.add(oneHot(column));
      }
    }
    return parts.size() == 1
        ? parts.get(0)
        : graph.node("Concat", parts, OnnxGraph.Attribute.of("axis", 1));
  }

  private String numbers() {
    String value = filled(graph.input(FEATURES, ElementType.DOUBLE, encoding.numbers()));
    List<Integer> shape = List.of(encoding.numbers());
    if (Arrays.stream(encoding.center()).anyMatch(center -> center != 0)) {
      String center = graph.constant("scaling.center", shape, encoding.center());
      value = graph.node("Sub", List.of(value, center));
    }
    if (Arrays.stream(encoding.scale()).anyMatch(scale -> scale != 1)) {
      String scale = graph.constant("scaling.scale", shape, encoding.scale());
      value = graph.node("Div", List.of(value, scale));
    }
    return value;
  }

  /** With what stands for NaN; nothing does where a missing value is an error. */
  private String filled(String value) {
    if (encoding.missing() == MissingValues.ERROR) {
      return value;
    }
    String fill =
        encoding.fill() == null
            ? graph.constant("scaling.fill", 0)
            : graph.constant("scaling.fill", List.of(encoding.numbers()), encoding.fill());
    return graph.node("Where", List.of(graph.node("IsNaN", List.of(value)), fill, value));
  }

  private String oneHot(InputColumn column) {
    String category = graph.input(column.column(), ElementType.TEXT, 1);
    String block =
        graph.node(
            OnnxGraph.TEXTS,
            "OneHotEncoder",
            List.of(category),
            OnnxGraph.Attribute.of("cats_strings", column.categories()),
            OnnxGraph.Attribute.of("zeros", 1));
    // [N, 1, categories] in float32
    return graph.cast(graph.node("Flatten", List.of(block)), ElementType.DOUBLE);
  }
}
