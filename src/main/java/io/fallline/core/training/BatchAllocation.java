package io.fallline.core.training;

/**
 * The allocation of batches to shards: how many rows each shard has given once c rows of an epoch
 * are taken. Shards give a row each in turn, round after round; the larger ones, which have one row
 * more, give it in a last round of their own. Within a round the turn of a shard is its
 * bit-reversed number, which spreads any stretch of a round evenly over groups of adjacent shards.
 *
 * <p>A share never shrinks as c grows, which rounding c·size/rows would not guarantee.
 */
final class BatchAllocation {
  private final int shards;
  private final long smallerSize;
  private final int[] turn;
  private final int[] turnInLastRound;

  BatchAllocation(ShardSizes sizes) {
    shards = sizes.shards();
    smallerSize = sizes.rows() / shards;
    turn = new int[shards];
    turnInLastRound = new int[shards];
    int bits = Integer.numberOfTrailingZeros(shards);
    int larger = 0;
    for (int i = 0; i < shards; i++) {
      int shard = bits == 0 ? 0 : Integer.reverse(i) >>> (Integer.SIZE - bits);
      turn[shard] = i;
      turnInLastRound[shard] = sizes.size(shard) > smallerSize ? larger++ : Integer.MAX_VALUE;
    }
  }

  /** Rows that this shard has given when all shards together have given {@code count}. */
  int taken(int shard, long count) {
    if (count <= smallerSize * shards) {
      return Math.toIntExact(count / shards + (turn[shard] < count % shards ? 1 : 0));
    }
    return Math.toIntExact(
        smallerSize + (turnInLastRound[shard] < count - smallerSize * shards ? 1 : 0));
  }
}
