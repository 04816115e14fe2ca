/** A run's history as TensorBoard reads it. */
package io.fallline.report.tensorboard;
