/** The history of a run as TensorBoard's event file. */
package io.fallline.report.tensorboard;
