/**
 * Gradients and evaluations on a Spark cluster, and what both of its engines need: executors, their
 * slots, limits and failures.
 *
 * <p>Start at {@link io.fallline.engine.jobs.JobGradientComputer}, one Spark job a step, or at
 * {@link io.fallline.engine.resident.ResidentTaskCommand}, which draws the way of the parameters to
 * a resident task and of the gradient back.
 */
package io.fallline.engine;
