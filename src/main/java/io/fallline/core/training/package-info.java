/**
 * The training loop: batches, parameter updates, stopping, the state of a training, and the Newton
 * finish.
 *
 * <p>Start at {@link TrainingLoop}, which takes the gradients of batches from a {@link
 * GradientComputer} and knows no Spark. {@link TrainingState} is all that the next step depends on.
 */
package io.fallline.core.training;
