package io.fallline.core.training;

/**
 * A record of one pass of the finish.
 *
 * @param pass from 1; the first looks where training has ended
 * @param step how many steps training had taken
 * @param epoch from 1, the one of its last step
 * @param rows how many, all that weigh something
 * @param loss the mean over all training rows at the parameters looked at, without penalty
 * @param objective the same with the penalty that counts
 * @param gradientNorm of the objective
 * @param l2 the penalty that counts
 * @param accepted whether training goes on from these parameters
 */
public record FinishPass(
    int pass,
    long step,
    long epoch,
    long rows,
    double loss,
    double objective,
    double gradientNorm,
    double l2,
    boolean accepted) {}
