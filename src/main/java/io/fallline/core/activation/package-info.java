/**
 * Activation functions of hidden layers, and their registry.
 *
 * <p>Start at {@link Activation}. A new one is a class here and a line in {@link Activations}.
 */
package io.fallline.core.activation;
