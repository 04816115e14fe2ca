/**
 * Matrix kernels, reproducible sums and seeded random numbers.
 *
 * <p>Start at {@link Kernels}, the way to every float32 matrix product, and at {@link
 * TreeReduction}, which adds partial sums in an order that does not depend on the cluster.
 */
package io.fallline.core.math;
