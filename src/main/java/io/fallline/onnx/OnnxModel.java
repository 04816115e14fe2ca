package io.fallline.onnx;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fallline.core.failure.Failure;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.network.ParameterLayout.Tensor;
import io.fallline.core.serialization.ProtobufWriter;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.model.Encoding;
import io.fallline.model.InputColumn;
import io.fallline.model.InputColumn.InputKind;
import io.fallline.onnx.OnnxTensors.ElementType;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trained model as ONNX: ModelProto with one graph from columns to prediction, in float64. Where
 * {@code predict} rounds inputs, weights and sums to float32, the graph does not: the two agree to
 * 10⁻⁵ and better.
 */
public final class OnnxModel {
  /** Protocol Buffers' own limit, less what all but the numbers takes. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - (64L << 20);

  private static final int IR_VERSION = 7;
  private static final int OPERATORS = 13;
  private static final int TEXT_OPERATORS = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NetworkSpec network;
  private final double[] parameters;
  private final Encoding encoding;

  private OnnxModel(NetworkSpec network, double[] parameters, Encoding encoding) {
    this.network = network;
    this.parameters = parameters;
    this.encoding = encoding;
  }

  /**
   * The file.
   *
   * @param name of the model, for messages and the graph
   * @param facts more for the file's metadata
   * @throws Failure (data) if ONNX has no way to say what the model does
   */
  public static byte[] bytes(
      String name,
      NetworkSpec network,
      double[] parameters,
      Encoding encoding,
      Map<String, String> facts) {
    requireNoHashing(name, encoding);
    requireKnownActivations(name, network);
    long numbers = parameters.length + 3L * encoding.numbers();
    if (numbers * Double.BYTES > MOST_BYTES) {
      throw Failure.data(
          "%s: its %s numbers take more than the 2 GiB that an ONNX file can have; the scorer jar "
              + "takes models of any size",
          name, numbers);
    }
    return new OnnxModel(network, parameters, encoding).message(name, facts).bytes();
  }

  private static void requireNoHashing(String name, Encoding encoding) {
    List<String> hashed =
        encoding.columns().stream()
            .filter(column -> column.kind() == InputKind.HASHED)
            .map(InputColumn::column)
            .toList();
    if (!hashed.isEmpty()) {
      throw Failure.data(
          "%s: hashes the %s%s, and ONNX has no operator for that hash; list %s under data.categorical "
              + "and train again, or use the scorer jar, which hashes",
          name,
          hashed.size() == 1 ? "column " : "columns ",
          String.join(", ", hashed),
          hashed.size() == 1 ? "it" : "them");
    }
  }

  private static void requireKnownActivations(String name, NetworkSpec network) {
    for (String activation : network.activations()) {
      if (!OnnxActivationNodes.registry().names().contains(activation)) {
        String refused = name + ": onnx cannot write the activation " + activation;
        String known = String.join(", ", OnnxActivationNodes.registry().names());
        throw Failure.data(
            "%s, expected one of %s; the scorer jar takes models of any activation",
            refused, known);
      }
    }
  }

  private ProtobufWriter message(String name, Map<String, String> facts) {
    OnnxGraph graph =
        new OnnxGraph(
            List.of(
                OnnxOutputNodes.PREDICTION, OnnxOutputNodes.PROBABILITY, OnnxOutputNodes.SCORE));
    String score = score(graph, new OnnxInputNodes(graph, encoding).encoded());
    new OnnxOutputNodes(graph, network, encoding.classes()).add(score);
    ProtobufWriter model = new ProtobufWriter().put(1, IR_VERSION).put(2, "fallline");
    version().ifPresent(version -> model.put(3, version));
    model.put(7, graph.message(name));
    model.put(8, new ProtobufWriter().put(1, "").put(2, OPERATORS));
    model.put(8, new ProtobufWriter().put(1, OnnxGraph.TEXTS).put(2, TEXT_OPERATORS));
    Map<String, String> metadata = metadata();
    metadata.putAll(facts);
    metadata.forEach((key, value) -> model.put(14, new ProtobufWriter().put(1, key).put(2, value)));
    return model;
  }

  private static Optional<String> version() {
    return Optional.ofNullable(OnnxModel.class.getPackage().getImplementationVersion());
  }

  /** z = W·x + b, layer by layer, and the offset of the row. */
  private String score(OnnxGraph graph, String inputs) {
    Iterator<Tensor> tensors = ParameterLayout.of(network).tensors().iterator();
    String value = inputs;
    for (int layer = 0; layer < network.layers(); layer++) {
      String weight = constant(graph, tensors.next());
      List<String> operands =
          network.intercept()
              ? List.of(value, weight, constant(graph, tensors.next()))
              : List.of(value, weight);
      value = graph.node("Gemm", operands, OnnxGraph.Attribute.of("transB", 1));
      if (layer < network.hidden().size()) {
        String activation = network.activations().get(layer);
        value =
            OnnxActivationNodes.registry()
                .create(activation, Hyperparameters.defaults())
                .of(graph, value);
      }
    }
    if (encoding.offset() == null) {
      return value;
    }
    String offset = graph.input(encoding.offset(), ElementType.DOUBLE, 1);
    return graph.node("Add", List.of(value, offset));
  }

  private String constant(OnnxGraph graph, Tensor tensor) {
    double[] values = Arrays.copyOfRange(parameters, tensor.range().from(), tensor.range().to());
    List<Integer> shape =
        tensor.range().bias() ? List.of(tensor.rows()) : List.of(tensor.rows(), tensor.columns());
    return graph.constant(tensor.name(), shape, values);
  }

  /** What the graph does not say: names, in the order of what they name. */
  private Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("loss", network.loss());
    ArrayNode features = JSON.createArrayNode();
    encoding.columns().stream()
        .filter(column -> column.kind() == InputKind.NUMBER || column.kind() == InputKind.VECTOR)
        .forEach(
            column ->
                features.addObject().put("column", column.column()).put("width", column.width()));
    metadata.put(OnnxInputNodes.FEATURES, features.toString());
    if (encoding.classes() != null) {
      ArrayNode classes = JSON.createArrayNode();
      encoding.classes().names().forEach(classes::add);
      metadata.put("classes", classes.toString());
    }
    return metadata;
  }
}
