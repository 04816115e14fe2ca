/**
 * Jobs: one piece of work each, from a configuration to its result. The rooms below have them:
 * training, scoring, tuning, the draft of a configuration; monitoring belongs to training. Here is
 * what all of them share: the console, the warnings, the result of a command, those who watch a
 * training. {@link FunctionPathsJob} stands here alone: it draws rules on functions.
 *
 * <p>Start at {@link io.fallline.job.training.Train}, one training from rows to a run directory.
 */
package io.fallline.job;
