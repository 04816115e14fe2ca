package io.fallline.core.train;

import io.fallline.core.model.Rows;
import java.io.Serializable;
import java.util.List;

/**
 * One of the V equal runs of the canonical order.
 *
 * @param index its number among the V shards
 * @param chunks packed rows; every chunk but the last has {@link BatchPlan#CHUNK_ROWS} rows
 */
public record Shard(int index, List<Rows> chunks) implements Serializable {
  public int size() {
    int size = 0;
    for (Rows chunk : chunks) {
      size += chunk.size();
    }
    return size;
  }
}
