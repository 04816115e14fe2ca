/**
 * The engine {@code jobs}: one Spark job computes the gradient of each step.
 *
 * <p>Start at {@link JobGradientComputer}.
 */
package io.fallline.engine.jobs;
