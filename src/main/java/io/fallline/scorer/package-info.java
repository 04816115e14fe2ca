/**
 * Scoring without Spark: a model directory, and rows one at a time, as {@code predict} would. Made
 * into a jar of its own with what it needs of {@code data}, {@code store} and {@code core}; beside
 * it only Jackson's databind, which nearly every service has already: reading a stranger's JSON is
 * better left to it than to a parser of ours.
 */
package io.fallline.scorer;
