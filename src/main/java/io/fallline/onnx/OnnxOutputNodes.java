package io.fallline.onnx;

import io.fallline.core.loss.OutputActivation;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.Predictor;
import io.fallline.model.LabelClasses;
import io.fallline.onnx.OnnxTensors.ElementType;
import java.util.Arrays;
import java.util.List;

/**
 * The output nodes of a graph, from raw scores to predictions, named as {@code predict} has them.
 *
 * @param classes null where a number is predicted
 */
record OnnxOutputNodes(OnnxGraph graph, NetworkSpec network, LabelClasses classes) {
  static final String PREDICTION = "prediction";
  static final String PROBABILITY = "probability";
  static final String SCORE = "score";

  void add(String score) {
    OutputActivation activation = network.createLoss().outputActivation();
    if (classes == null) {
      graph.output(PREDICTION, ElementType.DOUBLE, 0, vector(activated(activation, score)));
    } else {
      addClass(score);
    }
    if (activation.hasProbabilities()) {
      graph.output(
          PROBABILITY, ElementType.DOUBLE, network.classes(), activated(activation, score));
    }
    graph.output(SCORE, ElementType.DOUBLE, network.outputs(), score);
  }

  private String activated(OutputActivation activation, String score) {
    return switch (activation) {
      case IDENTITY -> score;
      case EXP -> graph.node("Exp", List.of(score));
      case SOFTMAX -> graph.node("Softmax", List.of(score), OnnxGraph.Attribute.of("axis", 1));
      case SIGMOID -> {
        // not 1 − p, which has no digits left where p is near 1
        String first = graph.node("Sigmoid", List.of(graph.node("Neg", List.of(score))));
        String second = graph.node("Sigmoid", List.of(score));
        yield graph.node("Concat", List.of(first, second), OnnxGraph.Attribute.of("axis", 1));
      }
    };
  }

  private void addClass(String score) {
    switch (classes.kind()) {
      case BOOLEAN -> {
        String second = graph.node("Equal", List.of(classIndex(score), graph.indices("true", 1)));
        graph.output(PREDICTION, ElementType.BOOLEAN, 0, second);
      }
      case TEXT -> {
        String values = graph.constant("classes", classes.names());
        String name = graph.node("Gather", List.of(values, classIndex(score)));
        graph.output(PREDICTION, ElementType.TEXT, 0, name);
      }
      case NUMBER -> addNumber(classIndex(score));
    }
  }

  private void addNumber(String index) {
    double[] numbers = classes.names().stream().mapToDouble(Double::parseDouble).toArray();
    boolean whole = Arrays.stream(numbers).allMatch(number -> number == (long) number);
    String values =
        whole
            ? graph.indices(
                "classes", Arrays.stream(numbers).mapToLong(number -> (long) number).toArray())
            : graph.constant("classes", List.of(numbers.length), numbers);
    graph.output(
        PREDICTION,
        whole ? ElementType.INT64 : ElementType.DOUBLE,
        0,
        graph.node("Gather", List.of(values, index)));
  }

  /** {@link Predictor#classOf} as nodes. */
  private String classIndex(String score) {
    if (network.outputs() > 1) {
      return graph.node(
          "ArgMax",
          List.of(score),
          OnnxGraph.Attribute.of("axis", 1),
          OnnxGraph.Attribute.of("keepdims", 0));
    }
    String above =
        graph.node("Greater", List.of(score, graph.constant("zero", Predictor.THRESHOLD)));
    return vector(graph.cast(above, ElementType.INT64));
  }

  /** [N, 1] → [N]. */
  private String vector(String column) {
    return graph.node("Squeeze", List.of(column, graph.indices("column", 1)));
  }
}
