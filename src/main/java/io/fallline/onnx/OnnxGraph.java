package io.fallline.onnx;

import io.fallline.core.serialization.ProtobufWriter;
import io.fallline.onnx.OnnxTensors.ElementType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A graph of ONNX, GraphProto, written from its inputs on. Every method that makes a value returns
 * the value's name, which later nodes take. Names of the graph's outputs are kept free; another
 * name that is taken gets an underscore.
 */
final class OnnxGraph {
  /** Domain of operators on texts and categories. */
  static final String TEXTS = "ai.onnx.ml";

  private static final int NODE = 1;
  private static final int NAME = 2;
  private static final int INITIALIZER = 5;
  private static final int INPUT = 11;
  private static final int OUTPUT = 12;
  private static final String ROWS = "N";

  private final List<ProtobufWriter> nodes = new ArrayList<>();
  private final List<ProtobufWriter> constants = new ArrayList<>();
  private final List<ProtobufWriter> inputs = new ArrayList<>();
  private final List<ProtobufWriter> outputs = new ArrayList<>();
  private final Set<String> taken;

  /**
   * @param outputs the names of what will be {@link #output}
   */
  OnnxGraph(List<String> outputs) {
    taken = new HashSet<>(outputs);
  }

  /** A matrix of a row a record. */
  String input(String wish, ElementType type, int columns) {
    String name = free(wish);
    inputs.add(value(name, type, columns));
    return name;
  }

  String constant(String wish, double value) {
    return constant(wish, List.of(), new double[] {value});
  }

  String constant(String wish, List<Integer> shape, double[] values) {
    String name = free(wish);
    constants.add(OnnxTensors.of(name, shape, values));
    return name;
  }

  String indices(String wish, long... values) {
    String name = free(wish);
    constants.add(OnnxTensors.of(name, values));
    return name;
  }

  String constant(String wish, List<String> values) {
    String name = free(wish);
    constants.add(OnnxTensors.of(name, values));
    return name;
  }

  /** What an operator makes of values. */
  String node(String operator, List<String> of, Attribute... attributes) {
    return node("", operator, of, attributes);
  }

  /**
   * @param domain of the operator; empty for the default one
   */
  String node(String domain, String operator, List<String> of, Attribute... attributes) {
    String name = free(operator.toLowerCase(Locale.ROOT) + "_" + nodes.size());
    nodes.add(node(name, domain, operator, of, attributes));
    return name;
  }

  String cast(String value, ElementType type) {
    return node("Cast", List.of(value), Attribute.of("to", type.number()));
  }

  /**
   * @param name one of those that were kept free
   * @param columns 0 for a vector, of a number or text a row
   */
  void output(String name, ElementType type, int columns, String value) {
    nodes.add(node(name, "", "Identity", List.of(value)));
    outputs.add(value(name, type, columns));
  }

  ProtobufWriter message(String name) {
    ProtobufWriter graph = new ProtobufWriter();
    nodes.forEach(node -> graph.put(NODE, node));
    graph.put(NAME, name);
    constants.forEach(constant -> graph.put(INITIALIZER, constant));
    inputs.forEach(input -> graph.put(INPUT, input));
    outputs.forEach(output -> graph.put(OUTPUT, output));
    return graph;
  }

  private String free(String wish) {
    String name = wish;
    while (!taken.add(name)) {
      name += "_";
    }
    return name;
  }

  /** NodeProto: input=1, output=2, name=3, op_type=4, attribute=5, domain=7. */
  private static ProtobufWriter node(
      String name, String domain, String operator, List<String> of, Attribute... attributes) {
    ProtobufWriter node = new ProtobufWriter();
    of.forEach(input -> node.put(1, input));
    node.put(2, name).put(3, name).put(4, operator);
    for (Attribute attribute : attributes) {
      node.put(5, attribute.message());
    }
    return node.put(7, domain);
  }

  /** ValueInfoProto: name=1, type=2; its tensor_type=1 has elem_type=1 and shape=2. */
  private static ProtobufWriter value(String name, ElementType type, int columns) {
    ProtobufWriter shape = new ProtobufWriter().put(1, new ProtobufWriter().put(2, ROWS));
    if (columns > 0) {
      shape.put(1, new ProtobufWriter().put(1, columns));
    }
    ProtobufWriter tensor = new ProtobufWriter().put(1, type.number()).put(2, shape);
    return new ProtobufWriter().put(1, name).put(2, new ProtobufWriter().put(1, tensor));
  }

  /** A setting of an operator: AttributeProto. */
  record Attribute(ProtobufWriter message) {
    private static final int NAME = 1;
    private static final int INT = 3;
    private static final int STRINGS = 9;
    private static final int TYPE = 20;
    private static final int TYPE_INT = 2;
    private static final int TYPE_STRINGS = 8;

    static Attribute of(String name, long value) {
      return new Attribute(
          new ProtobufWriter().put(NAME, name).put(INT, value).put(TYPE, TYPE_INT));
    }

    static Attribute of(String name, List<String> values) {
      ProtobufWriter message = new ProtobufWriter().put(NAME, name);
      values.forEach(value -> message.put(STRINGS, value));
      return new Attribute(message.put(TYPE, TYPE_STRINGS));
    }
  }
}
