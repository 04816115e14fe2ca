package io.fallline.spark;

import io.fallline.core.training.GradientComputer;

/** Gradients from tasks of Spark, which knows what the time went to. */
public interface ClusterGradientComputer extends GradientComputer {
  GradientTimes times();
}
