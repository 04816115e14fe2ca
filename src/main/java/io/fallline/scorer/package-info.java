/**
 * Scoring of single rows without Spark.
 *
 * <p>Start at {@link Scorer}, which loads a model directory. The classes that it reaches in {@code
 * scorer}, {@code model}, {@code registry}, {@code configuration} and {@code core} make a jar of
 * their own, which needs Jackson's databind and nothing else: reading a stranger's JSON is better
 * left to it than to a parser of ours.
 */
package io.fallline.scorer;
