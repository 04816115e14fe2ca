package io.fallline.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.core.model.NetworkSpec;
import io.fallline.core.model.ParameterLayout;
import io.fallline.core.model.Tensor;
import io.fallline.data.Encoding;
import io.fallline.store.ModelDirectory;
import io.fallline.store.NamedTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A model as it is used: the network, its parameters, and how rows become its inputs.
 *
 * @param kernels it was trained with, by name
 * @param source format and options of the data it was trained on
 */
record TrainedModel(
    NetworkSpec network, double[] parameters, Encoding encoding, String kernels, JsonNode source) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCALING = "scaling.";

  /**
   * @param sections what else the manifest tells of the training
   */
  void write(Path path, Configuration configuration, ObjectNode sections) {
    ObjectNode manifest = JSON.createObjectNode();
    manifest.set("model", JSON.valueToTree(network));
    manifest.set("schema", encoding.toJson());
    manifest.put("kernels", kernels);
    manifest.set("source", source);
    manifest.setAll(sections);
    List<NamedTensor> scaling = new ArrayList<>();
    encoding
        .vectors()
        .forEach(
            (name, values) ->
                scaling.add(new NamedTensor(SCALING + name, List.of(values.length), values)));
    ModelDirectory.write(path, configuration, tensors(), scaling, manifest);
  }

  /**
   * @throws Failure (data) if the directory is no whole model
   */
  static TrainedModel read(Path path, Configuration configuration) {
    ModelDirectory directory = ModelDirectory.read(path, configuration);
    JsonNode manifest = directory.manifest();
    NetworkSpec network = network(path, manifest);
    Map<String, double[]> vectors =
        directory.scaling().stream()
            .collect(Collectors.toMap(NamedTensor::name, NamedTensor::values));
    Encoding encoding =
        Encoding.fromJson(manifest.path("schema"), name -> vectors.get(SCALING + name));
    double[] parameters = parameters(path, network, directory.parameters());
    return new TrainedModel(
        network,
        parameters,
        encoding,
        manifest.path("kernels").asText("java"),
        manifest.path("source"));
  }

  /** The parameters as the file has them: a tensor a weight matrix or bias vector. */
  List<NamedTensor> tensors() {
    return ParameterLayout.of(network).tensors().stream()
        .map(tensor -> new NamedTensor(tensor.name(), shape(tensor), values(tensor)))
        .toList();
  }

  private double[] values(Tensor tensor) {
    return Arrays.copyOfRange(parameters, tensor.range().from(), tensor.range().to());
  }

  private static List<Integer> shape(Tensor tensor) {
    return tensor.range().bias()
        ? List.of(tensor.rows())
        : List.of(tensor.rows(), tensor.columns());
  }

  private static NetworkSpec network(Path path, JsonNode manifest) {
    try {
      return JSON.treeToValue(manifest.path("model"), NetworkSpec.class);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new Failure(
          Failure.Kind.DATA,
          path
              + ": manifest.json does not describe a model: "
              + e.getMessage().lines().findFirst().orElse(""),
          e);
    }
  }

  private static double[] parameters(Path path, NetworkSpec network, List<NamedTensor> tensors) {
    ParameterLayout layout = ParameterLayout.of(network);
    double[] parameters = new double[layout.size()];
    List<String> expected =
        layout.tensors().stream().map(tensor -> tensor.name() + shape(tensor)).toList();
    List<String> found = tensors.stream().map(tensor -> tensor.name() + tensor.shape()).toList();
    if (!expected.equals(found)) {
      throw Failure.data(
          path
              + ": model.safetensors has the tensors "
              + found
              + ", its manifest's model has "
              + expected);
    }
    for (int i = 0; i < tensors.size(); i++) {
      double[] values = tensors.get(i).values();
      System.arraycopy(
          values, 0, parameters, layout.tensors().get(i).range().from(), values.length);
    }
    return parameters;
  }
}
