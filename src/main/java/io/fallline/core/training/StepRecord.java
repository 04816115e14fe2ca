package io.fallline.core.training;

/**
 * A record of one step of a training.
 *
 * @param step from 1
 * @param epoch from 1, the epoch that the step belongs to
 * @param rows rows of its batch
 * @param loss the batch's loss before the update, dropout on, without penalty
 * @param learningRate of this step, after warm-up, schedule and cuts
 * @param gradientNorm with penalty, before clipping
 */
public record StepRecord(
    long step, long epoch, long rows, double loss, double learningRate, double gradientNorm) {}
