/**
 * Matrix kernels, reproducible sums and seeded random numbers.
 *
 * <p>Start at {@link Kernels}, the way to every dense float32 matrix product ({@link SparseKernels}
 * has those of sparse rows), and at {@link TreeReduction}, which adds partial sums in an order that
 * does not depend on the cluster.
 */
package io.fallline.core.math;
