/**
 * Statistics of the training rows, in float64 along a fixed tree, and the encoding that is learnt
 * from them: classes, categories, means and scales.
 *
 * <p>Start at {@link SplitStatistics}, the pass over the records, and at {@link EncodingBuilder},
 * what is learnt from it.
 */
package io.fallline.data.statistics;
