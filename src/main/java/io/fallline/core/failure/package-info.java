/**
 * Errors that a user can act on, as one line without secrets.
 *
 * <p>Start at {@link Failure}: its kind decides the exit code of a command.
 */
package io.fallline.core.failure;
