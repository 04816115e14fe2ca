/**
 * The command line: arguments to a job, progress, and exit codes.
 *
 * <p>Start at {@link Main}. Each command is a class of its own.
 */
package io.fallline.cli;
