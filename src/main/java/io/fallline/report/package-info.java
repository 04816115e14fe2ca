/**
 * Reports of a run: progress while it goes, history and summary when it is over. Everything here
 * returns text or bytes; others write and print them.
 *
 * <p>Start at {@link Summary} and {@link History}.
 */
package io.fallline.report;
