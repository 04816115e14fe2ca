package io.fallline.core.training;

/**
 * What is known of a step once it is over.
 *
 * @param step from 1
 * @param epoch from 1, the epoch that the step belongs to
 * @param rows rows of its batch
 * @param loss the batch's loss before the update, dropout on, without penalty
 * @param gradientNorm with penalty, before clipping
 */
public record StepRecord(
    long step, long epoch, long rows, double loss, double learningRate, double gradientNorm) {}
