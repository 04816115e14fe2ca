package io.fallline.job.training;

import io.fallline.configuration.JobConfiguration;
import io.fallline.configuration.hocon.HoconWriter;
import io.fallline.core.failure.Failure;
import io.fallline.core.network.Initialization;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.job.scoring.TrainedModel;
import io.fallline.model.Encoding;
import java.util.List;
import java.util.Optional;

/** The first parameters of a training: drawn from the seed, or those of another model. */
final class InitialParameters {
  private InitialParameters() {}

  /**
   * @param encoding of the rows: another scaling than the model's leaves its function alone
   * @throws Failure (configuration) if the model to start from has other classes, tensors or inputs
   */
  static double[] of(
      NetworkSpec network, Encoding encoding, JobConfiguration job, InitialModel model) {
    Optional<TrainedModel> initial = model.model();
    if (initial.isEmpty()) {
      return Initialization.initialize(
          HoconWriter.word(job.model().initialize()), network, job.training().seed());
    }
    String name = "model.initial: " + model.name();
    requireSame(name, "classes", classes(initial.get().encoding()), classes(encoding));
    ParameterLayout expected = ParameterLayout.of(network);
    ParameterLayout found = ParameterLayout.of(initial.get().network());
    requireSame(name, "tensors", found.tensors(), expected.tensors());
    requireSame(name, "inputs", inputs(initial.get().encoding()), inputs(encoding));
    return WarmStartWeights.inPlace(initial.get(), network, encoding);
  }

  /** A weight belongs to a class, whatever its place among the others. */
  private static List<String> classes(Encoding encoding) {
    return encoding.classes() == null ? List.of() : encoding.classes().names();
  }

  /** Numbers come first, and only they are scaled. */
  private static List<String> inputs(Encoding encoding) {
    int numbers = encoding.numbers();
    return List.of(
        numbers + " of numbers", (encoding.inputs() - numbers) + " of categories and hashes");
  }

  private static void requireSame(String name, String what, List<?> found, List<?> expected) {
    if (!expected.equals(found)) {
      throw Failure.configuration(
          name + " has the " + what + " " + found + ", this configuration's model has " + expected);
    }
  }
}
