/**
 * Gradients and evaluations on a Spark cluster: the engines {@code jobs} and {@code resident}.
 *
 * <p>Start at {@link JobGradientComputer}, one Spark job a step, and at {@link
 * ResidentGradientComputer}, tasks that stay and get a message a step. {@link ResidentTaskCommand}
 * draws the way of the weights and the gradient, and {@link ResidentCodec} the messages as bytes.
 */
package io.fallline.spark;

