package io.fallline.retrain;

import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import io.fallline.job.SilentConsole;
import io.fallline.job.TerminationRequest;
import io.fallline.job.training.JitWarmUp;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * CountedNights of retraining on a third of the rows of iris each, from the champion with its
 * rule's slots; each passes the gate, and the last two champions are kept. A lease is over when it
 * has been taken, so that nobody has to wait for that of a night that was killed.
 */
final class CountedNights {
  static final String MODEL = "iris";
  static final int FILES = 3;

  private static final Path ROWS =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("sample-data/iris.csv");

  private final Path directory;
  private final Path data;
  private final Path configuration;

  CountedNights(Path directory) throws IOException {
    this.directory = directory;
    data = Files.createDirectories(directory.resolve("data"));
    configuration =
        Files.writeString(
            directory.resolve("nights.conf"),
            """
            name = "%s"
            data { train = "%s", test = 0.2 }
            model { loss = "softmax" }
            optimizer { rule = "adam", learningRate = 0.05 }
            training { batchSize = 16, epochs = 2, engine = "local" }
            retrain { new = "files", warmOptimizer = true, keep = 1, gate.minGain = -1000, leaseMinutes = 1e-5 }
            """
                .formatted(MODEL, data));
  }

  /** Brings the rows of a night, from 0. */
  void bring(int night) throws IOException {
    List<String> rows = Files.readAllLines(ROWS);
    List<String> part = new ArrayList<>(List.of(rows.get(0)));
    for (int row = 1 + night; row < rows.size(); row += FILES) {
      part.add(rows.get(row));
    }
    Files.write(data.resolve("night-" + night + ".csv"), part);
  }

  /** What is written besides the registry, by the training, is always on disk. */
  RetrainResult.Ending run(String registry, String key) {
    JobConfiguration job =
        ConfigurationFile.load(
            configuration,
            List.of(
                "output.directory=" + directory.resolve("runs"),
                "retrain.registry=" + registry,
                "retrain.runKey=" + key));
    JitWarmUp warmUp = JitWarmUp.begin(job);
    warmUp.close();
    return Retrain.run(
            LocalSpark.session(), job, new SilentConsole(), warmUp, TerminationRequest.NEVER)
        .ending();
  }
}
