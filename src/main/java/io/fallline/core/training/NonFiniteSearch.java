package io.fallline.core.training;

import io.fallline.core.math.Kernels;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.network.Network;
import io.fallline.core.network.PackedRows;
import io.fallline.core.network.Workspace;
import io.fallline.core.training.BatchPlan.Batch;
import java.io.Serializable;

/**
 * Looks through a batch, row by row, for one whose loss or gradient is not finite by itself. Slow,
 * and without dropout: for the message that ends a training.
 */
public final class NonFiniteSearch {
  private final GradientSpec spec;
  private final Network network;
  private final Workspace workspace;
  private final BatchAllocation allocation;
  private final MiniBatchAssembler assembler = new MiniBatchAssembler(1);

  public NonFiniteSearch(GradientSpec spec) {
    this.spec = spec;
    this.network = new Network(spec.network(), Kernels.named(spec.kernels()));
    this.workspace = network.workspace();
    this.allocation = new BatchAllocation(spec.plan().sizes());
  }

  /** The first such row of the batch in this shard. */
  public NonFiniteRow in(Shard shard, float[] parameters, Batch batch) {
    ShuffleOrder order = shard.order(spec.plan().seed(), batch.epoch());
    int end = allocation.taken(shard.index(), batch.to());
    for (int position = allocation.taken(shard.index(), batch.from()); position < end; position++) {
      int row = order.rowAt(position);
      assembler.clear();
      shard.gather(row, assembler);
      PackedRows one = assembler.rows();
      GradientAggregate aggregate =
          network.gradient(parameters, one, spec.classWeights(), null, workspace);
      if (!isFinite(aggregate)) {
        return new NonFiniteRow(shard.index(), row, aggregate.loss(), largest(one));
      }
    }
    return NonFiniteRow.NONE;
  }

  private static boolean isFinite(GradientAggregate aggregate) {
    for (float derivative : aggregate.gradient()) {
      if (!Float.isFinite(derivative)) {
        return false;
      }
    }
    return Double.isFinite(aggregate.loss());
  }

  private static double largest(PackedRows row) {
    int count = row.sparse() ? row.starts()[1] : row.columns();
    double largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, Math.abs(row.values()[i]));
    }
    return largest;
  }

  /**
   * A row that makes a batch's loss or gradient infinite or NaN.
   *
   * @param shard it is in
   * @param row its number in the shard, from 0
   * @param loss of the row
   * @param largestInput in magnitude, as the network meets it
   */
  public record NonFiniteRow(int shard, int row, double loss, double largestInput)
      implements Serializable {
    /** There is no such row. */
    public static final NonFiniteRow NONE = new NonFiniteRow(-1, -1, Double.NaN, Double.NaN);

    /** Returns the left row, or the right one where the left is {@link #NONE}. */
    public static NonFiniteRow first(NonFiniteRow left, NonFiniteRow right) {
      return left.equals(NONE) ? right : left;
    }

    @Override
    public String toString() {
      String input = " (its largest input is " + largestInput + ")";
      return "row " + (row + 1) + " of shard " + shard + " has the loss " + loss + input;
    }
  }
}
