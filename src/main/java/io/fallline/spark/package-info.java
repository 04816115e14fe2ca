/**
 * Gradients and evaluations on a Spark cluster: the engines {@code jobs} and {@code resident}.
 *
 * <p>Start at {@link JobGradientComputer}, one Spark job a step, and at {@link
 * ResidentGradientComputer}, tasks that stay and get a message a step.
 */
package io.fallline.spark;
