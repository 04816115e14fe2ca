package io.fallline.job.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.core.math.Kernels;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.network.ParameterLayout;
import io.fallline.data.loading.ScoringData;
import io.fallline.engine.jobs.ClusterEvaluator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * The model and the opened rows of a scoring job.
 *
 * @param version of the registry's model; empty of a directory
 */
public record ScoringInput(
    TrainedModel model, OptionalInt version, ScoringData data, String kernels)
    implements AutoCloseable {
  static ScoringInput open(SparkSession session, ScoringRequest request, boolean labelled) {
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    ModelReference.Found<TrainedModel> found =
        request.model().found(hadoop, path -> TrainedModel.read(path, hadoop));
    TrainedModel model = found.content();
    JsonNode source = model.source();
    String trainedOn = source.path("format").asText("csv");
    String format = request.format().orElse(trainedOn);
    Map<String, String> options = new HashMap<>();
    if (format.equals(trainedOn)) {
      source
          .path("options")
          .properties()
          .forEach(option -> options.put(option.getKey(), option.getValue().asText()));
    }
    options.putAll(request.options());
    ScoringData data =
        ScoringData.open(
            session,
            new ScoringData.Source(format, request.data(), options),
            model.encoding(),
            labelled);
    return new ScoringInput(model, found.version(), data, kernels(model.kernels()));
  }

  /** Those of the training where this machine has them, else the best it has. */
  static String kernels(String trainedWith) {
    List<String> available = Kernels.available();
    return available.contains(trainedWith) ? trainedWith : available.get(0);
  }

  /**
   * The model held against labelled rows.
   *
   * @param purpose what Spark's pages say of the job
   */
  public static Evaluation evaluation(TrainedModel model, ScoringData data, String purpose) {
    return data.run(
        () ->
            ClusterEvaluator.of(
                model.network(),
                kernels(model.kernels()),
                ParameterLayout.float32(model.parameters()),
                data.shards(),
                false,
                purpose));
  }

  @Override
  public void close() {
    data.close();
  }
}
