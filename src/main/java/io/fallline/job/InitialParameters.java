package io.fallline.job;

import io.fallline.core.failure.Failure;
import io.fallline.core.model.Initialization;
import io.fallline.core.model.NetworkSpec;
import io.fallline.core.model.ParameterLayout;
import io.fallline.job.configuration.JobConfiguration;
import io.fallline.job.configuration.Words;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Where a training starts: drawn from the seed, or at another model. */
final class InitialParameters {
  private InitialParameters() {}

  /**
   * @throws Failure (configuration) if the model to start from has other tensors
   */
  static double[] of(NetworkSpec network, JobConfiguration job, Configuration hadoop) {
    if (job.model().initial().isEmpty()) {
      return Initialization.initialize(
          Words.of(job.model().initialize()), network, job.training().seed());
    }
    Path path = new Path(job.model().initial().get());
    TrainedModel initial = TrainedModel.read(path, hadoop);
    ParameterLayout expected = ParameterLayout.of(network);
    ParameterLayout found = ParameterLayout.of(initial.network());
    if (!expected.tensors().equals(found.tensors())) {
      throw Failure.configuration(
          "model.initial: "
              + path
              + " has the tensors "
              + found.tensors()
              + ", this configuration's model has "
              + expected.tensors());
    }
    return initial.parameters();
  }
}
