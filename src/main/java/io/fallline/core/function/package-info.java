/**
 * Functions of two variables on which the paths of optimizers are drawn.
 *
 * <p>Start at {@link PlaneFunction}. A new one is a method and a line in {@link PlaneFunctions}.
 */
package io.fallline.core.function;
