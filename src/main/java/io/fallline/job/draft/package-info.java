/**
 * The first configuration for a table, drafted from the profile of its columns.
 *
 * <p>Start at {@link Init}.
 */
package io.fallline.job.draft;
