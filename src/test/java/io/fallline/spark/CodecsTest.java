package io.fallline.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.model.GradientAggregate;
import io.fallline.core.training.Batch;
import io.fallline.core.training.DataSplit;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodecsTest {
  private static final TaskRequest ASK = new TaskRequest(3, 255, 1L << 40, 1L << 41, 1L << 42);
  private static final float[] FLOATS = {1.5f, -0f, Float.NaN, Float.MIN_VALUE, -3e38f};

  @Test
  void aStepComesThroughBitForBit() {
    ResidentTaskCommand step =
        ResidentTaskCommand.step(1L << 41, FLOATS, new Batch(1L << 33, 2, 3, 1L << 34));
    ResidentTaskCommand read = new ResidentTaskCommandCodec().read(step.wired());
    assertSame(ResidentTaskCommand.Kind.STEP, read.kind());
    assertEquals(step.number(), read.number());
    assertEquals(step.batch(), read.batch());
    assertArrayEquals(FLOATS, read.parameters());
    assertSame(step.wired(), step.wired());
  }

  @Test
  void theOtherCommandsComeThrough() {
    ResidentTaskCommandCodec wire = new ResidentTaskCommandCodec();
    ResidentTaskCommand read =
        wire.read(ResidentTaskCommand.evaluate(9, FLOATS, DataSplit.TEST).wired());
    assertSame(ResidentTaskCommand.Kind.EVALUATE, read.kind());
    assertEquals(9, read.number());
    assertSame(DataSplit.TEST, read.part());
    assertArrayEquals(FLOATS, read.parameters());
    assertSame(ResidentTaskCommand.WAIT, wire.read(ResidentTaskCommand.WAIT.wired()));
    assertSame(ResidentTaskCommand.LEAVE, wire.read(ResidentTaskCommand.LEAVE.wired()));
  }

  @Test
  void commandsAreReadIntoTheSameArray() {
    ResidentTaskCommandCodec wire = new ResidentTaskCommandCodec();
    ResidentTaskCommand first =
        wire.read(ResidentTaskCommand.evaluate(1, FLOATS, DataSplit.TRAIN).wired());
    ResidentTaskCommand second =
        wire.read(ResidentTaskCommand.evaluate(2, FLOATS, DataSplit.TRAIN).wired());
    assertSame(first.parameters(), second.parameters());
  }

  @Test
  void anAskWithoutSumsComesThrough() {
    byte[] bytes = ResultCodec.bytes(ASK.without());
    assertEquals(ASK.without(), ResultCodec.ask(bytes));
    assertNull(ResultCodec.sums(bytes));
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
    byte[] bytes = new ResultCodec().bytes(ASK, nodes);
    assertEquals(ASK, ResultCodec.ask(bytes));
    assertSame(bytes, ((TaskResult.Wired) ResultCodec.sums(bytes)).ask());
    List<TreeReduction.Node<GradientAggregate>> read = new ResultCodec().gradients(bytes);
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
  void denseSumsAreWrittenAndReadIntoTheSameArrays() {
    List<TreeReduction.Node<GradientAggregate>> nodes =
        List.of(new TreeReduction.Node<>(0, 0, GradientAggregate.dense(1, 1, 1, FLOATS)));
    ResultCodec task = new ResultCodec();
    ResultCodec driver = new ResultCodec();
    byte[] bytes = task.bytes(ASK, nodes);
    assertSame(bytes, task.bytes(ASK, nodes));
    float[] first = gradient(driver, bytes);
    float[] second = gradient(driver, bytes);
    assertNotSame(first, second);
    driver.begin();
    float[] third = gradient(driver, bytes);
    assertTrue(third == first || third == second);
  }

  @Test
  void anArrayWhoseSumHasBeenAddedIsReadIntoAgain() {
    byte[] bytes =
        new ResultCodec()
            .bytes(
                ASK,
                List.of(new TreeReduction.Node<>(0, 0, GradientAggregate.dense(1, 1, 1, FLOATS))));
    ResultCodec driver = new ResultCodec();
    GradientAggregate left = driver.gradients(bytes).get(0).sum();
    GradientAggregate right = driver.gradients(bytes).get(0).sum();
    GradientAggregate sum = driver.add(left, right);
    assertSame(left.gradient(), sum.gradient());
    assertEquals(2 * FLOATS[0], sum.gradient()[0]);
    assertSame(right.gradient(), gradient(driver, bytes));
    GradientAggregate last = driver.add(GradientAggregate.EMPTY, sum);
    assertSame(sum.gradient(), last.gradient());
    assertNotSame(sum.gradient(), gradient(driver, bytes));
  }

  private static float[] gradient(ResultCodec wire, byte[] bytes) {
    return wire.gradients(bytes).get(0).sum().gradient();
  }
}
