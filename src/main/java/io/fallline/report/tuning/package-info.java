/**
 * Reports of tuning: several runs beside each other, and the curve of a range test.
 *
 * <p>Start at {@link Comparison}.
 */
package io.fallline.report.tuning;
