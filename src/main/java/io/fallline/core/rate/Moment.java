package io.fallline.core.rate;

/**
 * Where training stands, counted after the warm-up.
 *
 * @param baseRate η₀, the configured learning rate
 * @param step t, from 0
 * @param epoch e, from 0
 * @param plannedSteps T, all steps of the training less the warm-up
 */
public record Moment(double baseRate, long step, long epoch, long plannedSteps) {}
