package io.fallline.core.training;

import io.fallline.core.math.Kernels;
import io.fallline.core.math.RandomStream;
import io.fallline.core.math.TreeReduction;
import io.fallline.core.network.GradientAccumulator;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.network.Network;
import io.fallline.core.network.PackedRows;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.network.Workspace;
import io.fallline.core.training.BatchPlan.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Computes the gradient of a batch over some groups of shards: what a task computes, whichever
 * engine runs it. A pure function of (parameters, batch, group); what it holds are buffers, which
 * it fills again at each step. Not for several threads at once.
 */
public final class ShardGradientComputer {
  /** Rows of one pass through the network. A constant: changing it changes results. */
  private static final int PIECE_ROWS = 512;

  private final GradientSpec spec;
  private final Network network;
  private final BatchAllocation allocation;
  private final Workspace workspace;
  private final MiniBatchAssembler assembler = new MiniBatchAssembler(PIECE_ROWS);
  private final ArrayPool arrays;
  private GradientAccumulator accumulator;
  private boolean begun;

  public ShardGradientComputer(GradientSpec spec) {
    this.spec = spec;
    this.network = new Network(spec.network(), Kernels.named(spec.kernels()));
    this.workspace = network.workspace();
    this.allocation = new BatchAllocation(spec.plan().sizes());
    this.arrays = new ArrayPool(ParameterLayout.of(spec.network()).size());
  }

  /**
   * Sums of the batch's rows, added up along the tree as far as these groups allow. They are the
   * caller's, to add into, until the next call.
   *
   * @param firstGroup the group that the first shard belongs to
   * @param shards adjacent shards that make up whole groups
   */
  public List<TreeReduction.Node<GradientAggregate>> of(
      float[] parameters, Batch batch, int firstGroup, Iterator<Shard> shards) {
    arrays.takeBackAll();
    TreeReduction<GradientAggregate> tree = new TreeReduction<>(this::add);
    for (int group = firstGroup; shards.hasNext(); group++) {
      tree.addLeaf(group, ofGroup(parameters, batch, group, shards));
    }
    return tree.nodes();
  }

  private GradientAggregate add(GradientAggregate left, GradientAggregate right) {
    GradientAggregate sum = GradientAggregate.add(left, right);
    if (sum.indices() == null && sum.gradient() != right.gradient()) {
      arrays.takeBack(right.gradient());
    }
    return sum;
  }

  private GradientAggregate ofGroup(
      float[] parameters, Batch batch, int group, Iterator<Shard> shards) {
    boolean dropout = spec.network().dropout() > 0;
    RandomStream random = dropout ? RandomStream.of(spec.seed(), batch.step(), group) : null;
    begun = false;
    assembler.clear();
    for (int v = spec.firstShard(group); v < spec.firstShard(group + 1); v++) {
      Shard shard = shards.next();
      if (shard.index() != v) {
        throw new IllegalStateException("expected shard " + v + ", found " + shard.index());
      }
      ShuffleOrder order = shard.order(spec.plan().seed(), batch.epoch());
      int end = allocation.taken(v, batch.to());
      for (int position = allocation.taken(v, batch.from()); position < end; position++) {
        shard.gather(order, position, assembler);
        if (assembler.isFull()) {
          addPiece(parameters, random);
        }
      }
    }
    if (!assembler.isEmpty()) {
      addPiece(parameters, random);
    }
    return begun ? accumulator.end() : GradientAggregate.EMPTY;
  }

  private void addPiece(float[] parameters, RandomStream random) {
    PackedRows rows = assembler.rows();
    if (accumulator == null) {
      accumulator = network.accumulator(rows.sparse());
    }
    if (!begun) {
      accumulator.begin(accumulator.isDense() ? arrays.lend() : null);
      begun = true;
    }
    network.addGradient(parameters, rows, spec.classWeights(), random, workspace, accumulator);
    assembler.clear();
  }

  /** The arrays in which gradients are summed, used again at each step. */
  private static final class ArrayPool {
    private final int length;
    private final List<float[]> all = new ArrayList<>();
    private final Deque<float[]> free = new ArrayDeque<>();

    ArrayPool(int length) {
      this.length = length;
    }

    /** An array of zeros. */
    float[] lend() {
      float[] array = free.poll();
      if (array == null) {
        array = new float[length];
        all.add(array);
      } else {
        Arrays.fill(array, 0);
      }
      return array;
    }

    /** The borrower is done with this one, or there is none. */
    void takeBack(float[] array) {
      if (array != null) {
        free.push(array);
      }
    }

    void takeBackAll() {
      free.clear();
      free.addAll(all);
    }
  }
}
