package io.fallline.retrain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import io.fallline.job.JobConsole;
import io.fallline.job.TellingConsole;
import io.fallline.job.TerminationRequest;
import io.fallline.job.training.JitWarmUp;
import io.fallline.registry.ModelRegistry;
import io.fallline.registry.RegisteredModel;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;

/** Retrainings of a small model of irises, in a directory of their own. */
public final class IrisNights {
  private static final Path IRIS = Path.of("sample-data/iris.csv");

  private final Path directory;
  private final List<String> told = new ArrayList<>();

  public IrisNights(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(data());
      Files.writeString(
          configuration(),
          """
          name = "iris"
          data { train = "%s", test = 0.2 }
          model.loss = "softmax"
          optimizer { rule = "adam", learningRate = 0.05 }
          training { batchSize = 16, epochs = 2 }
          output.directory = "%s"
          retrain.registry = "%s"
          """
              .formatted(data(), directory.resolve("runs"), registry()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path configuration() {
    return directory.resolve("iris.conf");
  }

  public Path registry() {
    return directory.resolve("registry");
  }

  Path data() {
    return directory.resolve("data");
  }

  /**
   * Writes every third row of the sample, such that each has as many of each class.
   *
   * @param first 0, 1 or 2
   */
  public Path write(String name, int first) {
    return write(name, first, "setosa", "versicolor", "virginica");
  }

  /** The same of some classes only. */
  Path write(String name, int first, String... classes) {
    List<String> lines = lines();
    List<String> some = new ArrayList<>(lines.subList(0, 1));
    for (int i = 1 + first; i < lines.size(); i += 3) {
      String line = lines.get(i);
      if (List.of(classes).contains(line.substring(line.lastIndexOf(',') + 1))) {
        some.add(line);
      }
    }
    return write(name, some);
  }

  private Path write(String name, List<String> lines) {
    try {
      return Files.write(data().resolve(name), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes all rows without their first column. */
  Path writeNarrower(String name) {
    return write(
        name, lines().stream().map(line -> line.substring(line.indexOf(',') + 1)).toList());
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(IRIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RetrainResult run(String... settings) {
    return run(TerminationRequest.NEVER, settings);
  }

  RetrainResult run(TerminationRequest termination, String... settings) {
    JobConfiguration job = job(settings);
    JitWarmUp warmUp = JitWarmUp.begin(job);
    warmUp.close();
    return Retrain.run(LocalSpark.session(), job, console(), warmUp, termination);
  }

  JobConfiguration job(String... settings) {
    return ConfigurationFile.load(configuration(), List.of(settings));
  }

  /** A retraining in which something else happens as soon as it trains. */
  RetrainResult runDuring(Runnable meanwhile, String... settings) {
    return run(
        new TerminationRequest() {
          @Override
          public void trainingBegins() {
            meanwhile.run();
          }

          @Override
          public boolean isAsked() {
            return false;
          }

          @Override
          public void trainingEnds() {}
        },
        settings);
  }

  static JsonNode json(RetrainResult retrained) {
    try {
      return new ObjectMapper().readTree(retrained.result().json());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RegisteredModel model() {
    return new ModelRegistry(
            new org.apache.hadoop.fs.Path(registry().toString()), new Configuration())
        .model("iris");
  }

  RegistryInspection models(int... version) {
    return new RegistryInspection(
        new Configuration(),
        new ModelsRequest(
            registry().toString(),
            Optional.empty(),
            version.length == 0 ? OptionalInt.empty() : OptionalInt.of(version[0])));
  }

  /** What was printed. */
  List<String> told() {
    return told;
  }

  JobConsole console() {
    return new TellingConsole(told::add);
  }
}
