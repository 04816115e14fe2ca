/**
 * Shards on executors, in memory or on disk, and which task has which of them.
 *
 * <p>Start at {@link ShardDivision}.
 */
package io.fallline.engine.shards;
