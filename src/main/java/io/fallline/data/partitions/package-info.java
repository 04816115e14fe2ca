/**
 * Partitions of Spark's RDDs without what Spark's own operations cost a driver.
 *
 * <p>Start at {@link MappedPartitions}.
 */
package io.fallline.data.partitions;
