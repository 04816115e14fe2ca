package io.fallline.job.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.model.Encoding;
import io.fallline.model.EncodingJson;
import io.fallline.model.ModelContent;
import io.fallline.model.NamedTensor;
import io.fallline.model.StoredModel;
import io.fallline.store.ModelDirectory;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A model as it is used: the network, its parameters, and how rows become its inputs.
 *
 * @param kernels it was trained with, by name
 * @param source format and options of the data it was trained on
 */
public record TrainedModel(
    NetworkSpec network, double[] parameters, Encoding encoding, String kernels, JsonNode source)
    implements Serializable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The section of a manifest with what a training has found for settings that are auto. */
  public static final String FOUND = "found";

  private static final List<String> OTHER_SECTIONS =
      List.of("configuration", "sparkVersion", FOUND, "metrics");

  /**
   * @param sections what else the manifest tells of the training
   */
  public void write(Path path, Configuration configuration, ObjectNode sections) {
    write(path, configuration, sections, Map.of(), Map.of());
  }

  /** The same with more files, see {@link ModelDirectory}. */
  public void write(
      Path path,
      Configuration configuration,
      ObjectNode sections,
      Map<String, List<NamedTensor>> moreTensors,
      Map<String, byte[]> texts) {
    ObjectNode manifest = JSON.createObjectNode();
    manifest.set("model", JSON.valueToTree(network));
    manifest.set("schema", EncodingJson.write(encoding));
    manifest.put("kernels", kernels);
    manifest.set("source", source);
    manifest.setAll(sections);
    List<NamedTensor> scaling = new ArrayList<>();
    encoding
        .vectors()
        .forEach(
            (name, values) ->
                scaling.add(
                    new NamedTensor(StoredModel.SCALING + name, List.of(values.length), values)));
    ModelDirectory.write(path, configuration, tensors(), scaling, moreTensors, texts, manifest);
  }

  /**
   * @throws Failure (data) if the directory is no whole model
   */
  public static TrainedModel read(Path path, Configuration configuration) {
    return of(path, ModelDirectory.read(path, configuration));
  }

  /**
   * @param path that the directory was read from
   */
  public static TrainedModel of(Path path, ModelContent directory) {
    JsonNode manifest = directory.manifest();
    StoredModel stored =
        StoredModel.of(path.toString(), manifest, directory.parameters(), directory.scaling());
    return new TrainedModel(
        stored.network(),
        stored.parameters(),
        stored.encoding(),
        stored.kernels(),
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
  public List<NamedTensor> tensors() {
    return NamedTensor.of(ParameterLayout.of(network), parameters);
  }
}
