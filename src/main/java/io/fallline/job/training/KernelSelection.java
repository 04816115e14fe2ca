package io.fallline.job.training;

import io.fallline.configuration.TrainingSection;
import io.fallline.configuration.hocon.HoconWriter;
import io.fallline.core.failure.Failure;
import io.fallline.core.math.Kernels;
import io.fallline.engine.ExecutorKernels;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;

/** The one kind of kernels that driver and executors compute with. */
final class KernelSelection {
  private KernelSelection() {}

  /**
   * @param before those that the training computed with before it was interrupted
   * @throws Failure (configuration) if the kernels asked for are not to be had everywhere
   */
  static String choose(TrainingSection training, SparkContext context, Optional<String> before) {
    List<String> common = ExecutorKernels.common(context);
    if (training.kernels() == TrainingSection.KernelChoice.AUTO) {
      return before.filter(common::contains).orElse(common.get(0));
    }
    String asked = HoconWriter.word(training.kernels());
    if (!common.contains(asked)) {
      throw Failure.configuration(
          "training.kernels = \"%s\": %s; to be had are %s",
          asked,
          Kernels.whyMissing(asked).orElse("not every executor has them"),
          String.join(", ", common));
    }
    return asked;
  }
}
