/**
 * The paths that optimizers take on functions of two variables.
 *
 * <p>Start at {@link PathTracer}.
 */
package io.fallline.core.path;
