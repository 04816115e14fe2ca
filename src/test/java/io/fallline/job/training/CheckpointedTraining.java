package io.fallline.job.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import io.fallline.core.failure.Failure;
import io.fallline.data.DataSpec;
import io.fallline.data.loading.TrainingData;
import io.fallline.job.JobConsole;
import io.fallline.job.SilentConsole;
import io.fallline.job.TerminationRequest;
import io.fallline.job.Warnings;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.SparkSession;

/**
 * A small training of 200 steps in which everything that a checkpoint has to hold is at work:
 * slots, dropout, a schedule and early stopping that watch validation, clipping, state to roll back
 * to.
 */
final class CheckpointedTraining {
  static final int STEPS = 200;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final Path configuration;
  private final SparkSession session = LocalSpark.session();
  private TrainingData loaded;

  /** What a training came to: its summary, and its history but for timings. */
  record Ended(JsonNode summary, List<JsonNode> history) {
    String parameters() {
      return summary.path("parametersSha256").asText();
    }
  }

  CheckpointedTraining(Path directory) throws IOException {
    this(
        directory,
        rows(),
        """
            name = "t"
            data { train = "%s", validation = 0.2 }
            model { layers = [5], loss = "softmax", dropout = 0.2 }
            optimizer { rule = "nadam", learningRate = 0.03 }
            schedule { type = "plateau", patience = 1, factor = 0.7 }
            training {
              batchSize = 16, epochs = 40, maxSteps = 200, clipNorm = 1.0, onNonFinite = "rollback"
              earlyStopping { metric = "loss", patience = 39, minDelta = 0.002 }
            }
            """);
  }

  /**
   * Another one.
   *
   * @param rows csv
   * @param text of the configuration, with %s where the rows' path belongs
   */
  CheckpointedTraining(Path directory, String rows, String text) throws IOException {
    this.directory = directory;
    Path path = Files.writeString(directory.resolve("rows.csv"), rows);
    configuration = Files.writeString(directory.resolve("training.conf"), text.formatted(path));
  }

  private static String rows() {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder("a,b,c,label\n");
    for (int i = 0; i < 97; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      double c = random.nextGaussian();
      String label = a * b + 0.3 * random.nextGaussian() > 0 ? "x" : c > 0.2 ? "y" : "z";
      text.append(a).append(',').append(b).append(',').append(c).append(',').append(label);
      text.append('\n');
    }
    return text.toString();
  }

  /** Trains to the end, with these settings over the configuration. */
  Ended run(String... settings) throws IOException {
    return run(TerminationRequest.NEVER, settings);
  }

  Ended run(TerminationRequest termination, String... settings) throws IOException {
    List<String> all = new ArrayList<>(List.of("output.directory=" + directory.resolve("runs")));
    all.addAll(List.of(settings));
    JobConfiguration job = ConfigurationFile.load(configuration, all);
    JitWarmUp warmUp = JitWarmUp.begin(job);
    warmUp.close();
    JsonNode summary = JSON.readTree(json(job, warmUp, termination));
    return new Ended(summary, history(summary));
  }

  private byte[] json(JobConfiguration job, JitWarmUp warmUp, TerminationRequest termination) {
    JobConsole console = new SilentConsole();
    if (loaded == null) {
      String json = Train.run(session, job, console, warmUp, termination).json();
      return json.getBytes(StandardCharsets.UTF_8);
    }
    TrainingRequest task = TrainingRequest.configured(job, InitialModel.NONE);
    Train train = new Train(session, task, console, new Warnings(console), warmUp, termination);
    try (TrainingShards shards = new TrainingShards(loaded, false)) {
      return train.train(train.start(), loaded, shards).summary().toJson();
    }
  }

  /**
   * Loads the rows once, for all trainings to come: where there are thousands of them. The engine
   * {@code local} would take the rows for itself.
   */
  void loadOnce() {
    JobConfiguration job = ConfigurationFile.load(configuration, List.of());
    loaded = TrainingData.load(session, DataSpec.of(job));
  }

  /** Trains until it is asked to end, after this many steps. */
  void interrupt(int step, String... settings) {
    Failure failure = assertThrows(Failure.class, () -> run(new After(step), settings));
    assertEquals(Failure.Kind.TRY_LATER, failure.kind(), failure.getMessage());
  }

  private List<JsonNode> history(JsonNode summary) throws IOException {
    var model = new org.apache.hadoop.fs.Path(summary.path("model").asText());
    var file = new org.apache.hadoop.fs.Path(model.getParent(), "history.jsonl");
    List<JsonNode> history = new ArrayList<>();
    try (InputStream in =
        file.getFileSystem(session.sparkContext().hadoopConfiguration()).open(file)) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        ObjectNode told = (ObjectNode) JSON.readTree(line);
        told.remove("samplesPerSecond");
        history.add(told);
      }
    }
    return history;
  }

  /** Asks a training to end after so many steps. */
  private static final class After implements TerminationRequest {
    private int left;

    private After(int steps) {
      left = steps;
    }

    @Override
    public void trainingBegins() {}

    @Override
    public boolean isAsked() {
      return left-- <= 0;
    }

    @Override
    public void trainingEnds() {}
  }
}
