package io.fallline.job.scoring;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.network.NetworkSpec;
import io.fallline.model.Encoding;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/** Model directories of models that nobody trained. */
public final class WrittenModel {
  private static final ObjectMapper JSON = new ObjectMapper();

  private WrittenModel() {}

  public static Path write(
      Path directory, NetworkSpec network, double[] parameters, Encoding encoding, String kernels) {
    ObjectNode source = JSON.createObjectNode().put("format", "csv");
    new TrainedModel(network, parameters, encoding, kernels, source)
        .write(
            new org.apache.hadoop.fs.Path(directory.toString()),
            new Configuration(),
            JSON.createObjectNode());
    return directory;
  }
}
