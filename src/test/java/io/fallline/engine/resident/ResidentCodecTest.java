package io.fallline.engine.resident;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.training.BatchPlan.Batch;
import io.fallline.core.training.DataSplit;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResidentCodecTest {
  private static final float[] FLOATS = {1.5f, -0f, Float.NaN, Float.MIN_VALUE, -3e38f};
  private static final TaskReport ALONE = new TaskReport(3, 255, 1L << 40);
  private static final TaskReport DENSE =
      ALONE.with(
          1L << 41,
          1L << 42,
          gradients(new TreeReduction.Node<>(0, 0, GradientAggregate.dense(1, 1, 1, FLOATS))));

  @SafeVarargs
  private static TaskResult gradients(TreeReduction.Node<GradientAggregate>... nodes) {
    return TaskResult.Gradients.of(List.of(nodes));
  }

  @Test
  void aStepComesThroughBitForBit() {
    Batch batch = new Batch(1L << 33, 2, 3, 1L << 34);
    byte[] bytes = ResidentCodec.bytes(new ResidentTaskCommand.Step(1L << 41, FLOATS, batch));
    ResidentTaskCommand.Step read =
        assertInstanceOf(ResidentTaskCommand.Step.class, new ResidentCodec().command(bytes));
    assertEquals(1L << 41, read.number());
    assertEquals(batch, read.batch());
    assertArrayEquals(FLOATS, read.parameters());
  }

  @Test
  void theOtherCommandsComeThrough() {
    ResidentCodec codec = new ResidentCodec();
    ResidentTaskCommand.Evaluate evaluate =
        assertInstanceOf(
            ResidentTaskCommand.Evaluate.class,
            codec.command(
                ResidentCodec.bytes(new ResidentTaskCommand.Evaluate(9, FLOATS, DataSplit.TEST))));
    assertEquals(9, evaluate.number());
    assertSame(DataSplit.TEST, evaluate.split());
    assertArrayEquals(FLOATS, evaluate.parameters());
    double[] exact = {0.1, -0.0, Double.NaN};
    ResidentTaskCommand.Curvature curvature =
        assertInstanceOf(
            ResidentTaskCommand.Curvature.class,
            codec.command(
                ResidentCodec.bytes(
                    new ResidentTaskCommand.Curvature(10, exact, DataSplit.VALIDATION))));
    assertEquals(10, curvature.number());
    assertSame(DataSplit.VALIDATION, curvature.split());
    assertArrayEquals(exact, curvature.parameters());
    for (ResidentTaskCommand.Signal signal : ResidentTaskCommand.Signal.values()) {
      assertSame(signal, codec.command(ResidentCodec.bytes(signal)));
    }
  }

  @Test
  void commandsAreReadIntoTheSameArray() {
    ResidentCodec codec = new ResidentCodec();
    byte[] bytes =
        ResidentCodec.bytes(new ResidentTaskCommand.Evaluate(1, FLOATS, DataSplit.TRAIN));
    assertSame(
        ((ResidentTaskCommand.Evaluate) codec.command(bytes)).parameters(),
        ((ResidentTaskCommand.Evaluate) codec.command(bytes)).parameters());
  }

  @Test
  void aRequestThatDeliversNothingComesThrough() {
    assertEquals(ALONE, ResidentCodec.report(new ResidentCodec().bytes(ALONE)));
  }

  @Test
  void sumsComeThroughBitForBitAndSparseOnesStaySparse() {
    List<TreeReduction.Node<GradientAggregate>> nodes =
        List.of(
            new TreeReduction.Node<>(2, 1, GradientAggregate.dense(1L << 33, 0.1, -0.0, FLOATS)),
            new TreeReduction.Node<>(
                0,
                8,
                new GradientAggregate(2, 0.3, 7, new int[] {4, 1 << 20}, new float[] {1, -2})),
            new TreeReduction.Node<>(
                0, 9, new GradientAggregate(1, 1, 1, new int[0], new float[0])),
            new TreeReduction.Node<>(1, 5, GradientAggregate.EMPTY));
    TaskReport sent = ALONE.with(1L << 41, 1L << 42, TaskResult.Gradients.of(nodes));
    TaskReport came = ResidentCodec.report(new ResidentCodec().bytes(sent));
    assertEquals(ALONE, came.with(0, 0, null));
    assertEquals(1L << 41, came.done());
    assertEquals(1L << 42, came.nanos());
    List<TreeReduction.Node<GradientAggregate>> read =
        came.result().gradients(new FloatArrayPool());
    assertEquals(nodes.size(), read.size());
    for (int i = 0; i < nodes.size(); i++) {
      GradientAggregate expected = nodes.get(i).sum();
      GradientAggregate found = read.get(i).sum();
      assertEquals(nodes.get(i).level(), read.get(i).level());
      assertEquals(nodes.get(i).index(), read.get(i).index());
      assertEquals(expected.rows(), found.rows());
      assertEquals(expected.weight(), found.weight());
      assertEquals(expected.loss(), found.loss());
      assertArrayEquals(expected.indices(), found.indices());
      assertArrayEquals(expected.gradient(), found.gradient());
    }
    assertNull(read.get(3).sum().gradient());
  }

  @Test
  void whoWantsAnotherKindOfResultIsTold() {
    assertThrows(IllegalStateException.class, () -> DENSE.result().evaluations());
    assertThrows(IllegalStateException.class, () -> DENSE.result().curvatures());
  }

  @Test
  void denseSumsAreWrittenAndReadIntoTheSameArrays() {
    ResidentCodec task = new ResidentCodec();
    byte[] bytes = task.bytes(DENSE);
    assertSame(bytes, task.bytes(DENSE));
    FloatArrayPool arrays = new FloatArrayPool();
    float[] first = read(bytes, arrays).gradient();
    float[] second = read(bytes, arrays).gradient();
    assertNotSame(first, second);
    arrays.reuseAll();
    float[] third = read(bytes, arrays).gradient();
    assertTrue(third == first || third == second);
  }

  @Test
  void anArrayWhoseSumHasBeenAddedIsReadIntoAgain() {
    byte[] bytes = new ResidentCodec().bytes(DENSE);
    FloatArrayPool arrays = new FloatArrayPool();
    GradientAggregate left = read(bytes, arrays);
    GradientAggregate right = read(bytes, arrays);
    GradientAggregate sum = arrays.add(left, right);
    assertSame(left.gradient(), sum.gradient());
    assertEquals(2 * FLOATS[0], sum.gradient()[0]);
    assertSame(right.gradient(), read(bytes, arrays).gradient());
    GradientAggregate last = arrays.add(GradientAggregate.EMPTY, sum);
    assertSame(sum.gradient(), last.gradient());
    assertNotSame(sum.gradient(), read(bytes, arrays).gradient());
  }

  private static GradientAggregate read(byte[] bytes, FloatArrayPool arrays) {
    return ResidentCodec.report(bytes).result().gradients(arrays).get(0).sum();
  }
}
