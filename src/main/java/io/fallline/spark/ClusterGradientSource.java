package io.fallline.spark;

import io.fallline.core.train.GradientSource;

/** Gradients from tasks of Spark, which knows what the time went to. */
public interface ClusterGradientSource extends GradientSource {
  GradientTimes times();
}
