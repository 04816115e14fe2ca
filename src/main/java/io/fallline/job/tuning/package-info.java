/**
 * Tuning jobs: many short trainings, to choose among settings or to find a learning rate.
 *
 * <p>Start at {@link RunComparison} and {@link FindRate}.
 */
package io.fallline.job.tuning;
