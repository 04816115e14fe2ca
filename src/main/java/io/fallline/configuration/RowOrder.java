package io.fallline.configuration;

/** What order the rows are brought into before they are cut into shards. */
public enum RowOrder {
  /** By content: file layout and partitioning cannot matter. Costs one shuffle. */
  CANONICAL,
  /** As Spark reads them: no shuffle, and the same bits only from the same partitions. */
  SOURCE
}
