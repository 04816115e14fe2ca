/**
 * The paths that optimizers take on functions of two variables.
 *
 * <p>Start at {@link Descent}.
 */
package io.fallline.core.path;
