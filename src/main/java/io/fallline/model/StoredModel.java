package io.fallline.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fallline.core.failure.Failure;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.setting.JsonFields;
import io.fallline.core.setting.SettingException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the files of a model directory say, held against each other: the network, its parameters,
 * and how rows become its inputs.
 *
 * @param kernels it was trained with, by name
 */
public record StoredModel(
    NetworkSpec network, double[] parameters, Encoding encoding, String kernels) {
  /** How tensors of the scaling file are called, before the vector's own name. */
  public static final String SCALING = "scaling.";

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * @param directory for messages
   * @throws Failure (data) if the files do not make a model
   */
  public static StoredModel of(
      String directory,
      JsonNode manifest,
      List<NamedTensor> parameters,
      List<NamedTensor> scaling) {
    NetworkSpec network = network(directory, manifest.get("model"));
    Map<String, double[]> vectors =
        scaling.stream().collect(Collectors.toMap(NamedTensor::name, NamedTensor::values));
    Encoding encoding =
        EncodingJson.read(manifest.get("schema"), name -> vectors.get(SCALING + name));
    requireFit(directory, network, encoding);
    return new StoredModel(
        network,
        NamedTensor.parameters(directory, ParameterLayout.of(network), parameters),
        encoding,
        manifest.path("kernels").asText("java"));
  }

  /** A network all of whose parts exist, and that is no larger than a network can be. */
  private static NetworkSpec network(String directory, JsonNode model) {
    String refusal = directory + ": manifest.json does not describe a model";
    if (model == null) {
      throw Failure.data(refusal + ": it has no section model");
    }
    JsonFields json = JsonFields.of(refusal, JSON.convertValue(model, Object.class));
    try {
      NetworkSpec network = NetworkSpec.read(json);
      ParameterLayout.of(network);
      for (int layer = 0; layer < network.hidden().size(); layer++) {
        network.createActivation(layer);
      }
      return network;
    } catch (Failure e) {
      throw e.kind() == Failure.Kind.DATA ? e : undescribed(refusal, e);
    } catch (SettingException e) {
      throw undescribed(refusal, e);
    }
  }

  private static Failure undescribed(String refusal, Exception cause) {
    return Failure.data(refusal + ": " + cause.getMessage(), cause);
  }

  private static void requireFit(String directory, NetworkSpec network, Encoding encoding) {
    if (network.inputs() != encoding.inputs()
        || network.classes() != encoding.classCount()
        || network.createLoss().labels() != encoding.labels()) {
      throw Failure.data(
          directory
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
