/**
 * Update rules of gradient descent, from SGD to Adam and FTRL, and their registry.
 *
 * <p>Start at {@link Optimizer}. A new rule is a file here and a line in {@link Optimizers}. A rule
 * keeps its state in named vectors outside itself, {@link OptimizerState}.
 */
package io.fallline.core.optimizer;
