package io.fallline.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.core.model.NetworkSpec;
import io.fallline.core.model.ParameterLayout;
import io.fallline.core.setting.SettingException;
import io.fallline.data.Encoding;
import io.fallline.store.ModelDirectory;
import io.fallline.store.NamedTensor;
import java.util.ArrayList;
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
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();
  private static final String SCALING = "scaling.";
  private static final List<String> OTHER_SECTIONS =
      List.of("configuration", "sparkVersion", "metrics");

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
    return of(path, ModelDirectory.read(path, configuration));
  }

  /**
   * @param path that the directory was read from
   */
  static TrainedModel of(Path path, ModelDirectory directory) {
    JsonNode manifest = directory.manifest();
    NetworkSpec network = network(path, manifest.path("model"));
    Map<String, double[]> vectors =
        directory.scaling().stream()
            .collect(Collectors.toMap(NamedTensor::name, NamedTensor::values));
    Encoding encoding =
        Encoding.fromJson(manifest.path("schema"), name -> vectors.get(SCALING + name));
    requireFit(path, network, encoding);
    double[] parameters =
        ModelTensors.parameters(path, ParameterLayout.of(network), directory.parameters());
    return new TrainedModel(
        network,
        parameters,
        encoding,
        manifest.path("kernels").asText("java"),
        manifest.path("source"));
  }

  /** What a manifest tells besides the model itself: what {@link #write} was given. */
  static ObjectNode otherSections(ObjectNode manifest) {
    ObjectNode others = JSON.createObjectNode();
    OTHER_SECTIONS.stream()
        .filter(manifest::has)
        .forEach(name -> others.set(name, manifest.get(name)));
    return others;
  }

  /** The parameters as the file has them: a tensor a weight matrix or bias vector. */
  List<NamedTensor> tensors() {
    return ModelTensors.of(ParameterLayout.of(network), parameters);
  }

  /** A network all of whose parts exist, and that is no larger than a network can be. */
  private static NetworkSpec network(Path path, JsonNode model) {
    try {
      if (!model.isObject()) {
        throw Failure.data("it has no section model");
      }
      NetworkSpec network = JSON.treeToValue(model, NetworkSpec.class);
      ParameterLayout.of(network);
      for (int layer = 0; layer < network.hidden().size(); layer++) {
        network.createActivation(layer);
      }
      return network;
    } catch (JsonProcessingException e) {
      throw undescribed(path, e.getOriginalMessage().lines().findFirst().orElse(""), e);
    } catch (SettingException | Failure e) {
      throw undescribed(path, e.getMessage(), e);
    }
  }

  private static Failure undescribed(Path path, String reason, Exception cause) {
    return new Failure(
        Failure.Kind.DATA, path + ": manifest.json does not describe a model: " + reason, cause);
  }

  private static void requireFit(Path path, NetworkSpec network, Encoding encoding) {
    if (network.inputs() != encoding.inputs()
        || network.classes() != encoding.classCount()
        || network.createLoss().labels() != encoding.labels()) {
      throw Failure.data(
          path
              + ": manifest.json contradicts itself: its model has "
              + network.inputs()
              + " inputs, "
              + network.classes()
              + " classes and the loss "
              + network.loss()
              + ", its schema has "
              + encoding.inputs()
              + " inputs and "
              + encoding.classCount()
              + " classes of the kind "
              + encoding.labels());
    }
  }
}
