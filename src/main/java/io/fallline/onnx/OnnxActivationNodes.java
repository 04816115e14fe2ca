package io.fallline.onnx;

import io.fallline.core.setting.FactoryRegistry;
import io.fallline.onnx.OnnxTensors.ElementType;
import java.util.List;

/**
 * The nodes of an activation function, float64 throughout. One that is not here is refused by an
 * export, and by nothing else. ONNX has an operator for most of them, but runtimes have those for
 * float32 alone; so they are put together of arithmetic where it takes no more than a few nodes.
 */
@FunctionalInterface
interface OnnxActivationNodes {
  /** f of a value, by element. */
  String of(OnnxGraph graph, String z);

  /** By the names that models have them under. */
  static FactoryRegistry<OnnxActivationNodes> registry() {
    return new FactoryRegistry<OnnxActivationNodes>("activation")
        .add("identity", settings -> (graph, z) -> z)
        .add("sigmoid", settings -> (graph, z) -> graph.node("Sigmoid", List.of(z)))
        .add("tanh", settings -> (graph, z) -> graph.node("Tanh", List.of(z)))
        .add("relu", settings -> (graph, z) -> graph.node("Relu", List.of(z)))
        .add("leakyRelu", settings -> OnnxActivationNodes::leakyRelu)
        .add("elu", settings -> OnnxActivationNodes::elu)
        .add("gelu", settings -> OnnxActivationNodes::gelu)
        .add("softplus", settings -> OnnxActivationNodes::softplus);
  }

  /** max(z, 0.01·z). */
  private static String leakyRelu(OnnxGraph graph, String z) {
    String leak = graph.constant("leak", 0.01);
    return graph.node("Max", List.of(z, graph.node("Mul", List.of(z, leak))));
  }

  /** max(z, 0) + e^{min(z, 0)} − 1. */
  private static String elu(OnnxGraph graph, String z) {
    String below = graph.node("Min", List.of(z, graph.constant("zero", 0)));
    String curve =
        graph.node("Sub", List.of(graph.node("Exp", List.of(below)), graph.constant("one", 1)));
    return graph.node("Add", List.of(graph.node("Relu", List.of(z)), curve));
  }

  /** z/2·(1 + erf(z/√2)); Erf is what runtimes have for float32 alone, and 10⁻⁷ does no harm. */
  private static String gelu(OnnxGraph graph, String z) {
    String root = graph.constant("rootHalf", Math.sqrt(0.5));
    String argument = graph.cast(graph.node("Mul", List.of(z, root)), ElementType.FLOAT);
    String error = graph.cast(graph.node("Erf", List.of(argument)), ElementType.DOUBLE);
    String twice = graph.node("Add", List.of(error, graph.constant("one", 1)));
    String half = graph.node("Mul", List.of(z, graph.constant("half", 0.5)));
    return graph.node("Mul", List.of(half, twice));
  }

  /** max(z, 0) + log(1 + e^{−|z|}), in which nothing overflows. */
  private static String softplus(OnnxGraph graph, String z) {
    String size = graph.node("Neg", List.of(graph.node("Abs", List.of(z))));
    String power =
        graph.node("Add", List.of(graph.node("Exp", List.of(size)), graph.constant("one", 1)));
    return graph.node(
        "Add", List.of(graph.node("Relu", List.of(z)), graph.node("Log", List.of(power))));
  }
}
