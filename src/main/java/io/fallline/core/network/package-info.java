/**
 * The feed-forward network: its parameters, forward pass, and gradient of a batch of rows.
 *
 * <p>Start at {@link NetworkSpec}, what a network looks like, and at {@link Network}, which
 * computes in float32. {@link ReferenceNetwork} is the same as a textbook has it, in float64.
 */
package io.fallline.core.network;
