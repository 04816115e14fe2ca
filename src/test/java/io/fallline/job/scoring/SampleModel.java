package io.fallline.job.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.model.Encoding;
import io.fallline.model.EncodingJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** A small model of every kind of column, in files. */
public final class SampleModel {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ENCODING =
      """
      {"label": "y", "weight": null, "offset": "o", "labels": "CLASS",
       "columns": [{"column": "a", "kind": "NUMBER", "width": 1},
                   {"column": "v", "kind": "VECTOR", "width": 2},
                   {"column": "c", "kind": "CATEGORICAL", "width": 2, "categories": ["red", "tan"]},
                   {"column": "h", "kind": "HASHED", "width": 0}],
       "hashBits": 2, "missing": "MEAN", "scaling": "STANDARD", "sparse": false,
       "classes": {"numeric": true, "names": ["0", "1", "2.5"]}}
      """;

  private SampleModel() {}

  public static void write(Path directory) {
    NetworkSpec network =
        new NetworkSpec(9, List.of(2), List.of("tanh"), "softmax", Map.of(), 3, true, 0);
    double[] parameters = new double[ParameterLayout.of(network).size()];
    Arrays.fill(parameters, 0.5);
    try {
      Encoding encoding =
          EncodingJson.read(JSON.readTree(ENCODING), name -> new double[] {1, 1, 1});
      ObjectNode source = JSON.createObjectNode().put("format", "csv");
      source.putObject("options").put("sep", ";");
      TrainedModel model = new TrainedModel(network, parameters, encoding, "java", source);
      model.write(
          new org.apache.hadoop.fs.Path(directory.toString()),
          new Configuration(),
          JSON.createObjectNode());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] file(Path directory, String name) {
    try {
      return Files.readAllBytes(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
