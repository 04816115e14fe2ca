package io.fallline.core.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fallline.core.network.PackedRows;
import org.junit.jupiter.api.Test;

class MiniBatchAssemblerTest {
  private static final PackedRows PLAIN =
      PackedRows.dense(1, 2, new float[] {1, 2}, new double[] {0}, null, null);
  private static final PackedRows WEIGHTED =
      PackedRows.dense(
          1, 2, new float[] {3, 4}, new double[] {1}, new double[] {5}, new double[] {6});

  @Test
  void weightsCountWhereTheFirstRowComesFromAChunkWithout() {
    MiniBatchAssembler assembler = new MiniBatchAssembler(2);
    assembler.add(PLAIN, 0);
    assembler.add(WEIGHTED, 0);
    assertArrayEquals(new double[] {1, 5}, assembler.rows().weights());
    assertArrayEquals(new double[] {0, 6}, assembler.rows().offsets());
  }

  @Test
  void rowsThatAllWeighOneHaveNoWeights() {
    MiniBatchAssembler assembler = new MiniBatchAssembler(2);
    assembler.add(WEIGHTED, 0);
    assembler.clear();
    assembler.add(PLAIN, 0);
    assertNull(assembler.rows().weights());
    assertNull(assembler.rows().offsets());
  }
}
