package io.fallline.core.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fallline.core.model.RowBatch;
import org.junit.jupiter.api.Test;

class RowGathererTest {
  private static final RowBatch PLAIN =
      RowBatch.dense(1, 2, new float[] {1, 2}, new double[] {0}, null, null);
  private static final RowBatch WEIGHTED =
      RowBatch.dense(
          1, 2, new float[] {3, 4}, new double[] {1}, new double[] {5}, new double[] {6});

  @Test
  void weightsCountWhereTheFirstRowComesFromAChunkWithout() {
    MiniBatchAssembler gatherer = new MiniBatchAssembler(2);
    gatherer.add(PLAIN, 0);
    gatherer.add(WEIGHTED, 0);
    assertArrayEquals(new double[] {1, 5}, gatherer.rows().weights());
    assertArrayEquals(new double[] {0, 6}, gatherer.rows().offsets());
  }

  @Test
  void rowsThatAllWeighOneHaveNoWeights() {
    MiniBatchAssembler gatherer = new MiniBatchAssembler(2);
    gatherer.add(WEIGHTED, 0);
    gatherer.clear();
    gatherer.add(PLAIN, 0);
    assertNull(gatherer.rows().weights());
    assertNull(gatherer.rows().offsets());
  }
}
