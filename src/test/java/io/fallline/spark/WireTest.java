package io.fallline.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.math.TreeSum;
import io.fallline.core.model.GradientSum;
import io.fallline.core.train.Batch;
import io.fallline.core.train.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireTest {
  private static final Ask ASK = new Ask(3, 255, 1L << 40, 1L << 41, 1L << 42);
  private static final float[] FLOATS = {1.5f, -0f, Float.NaN, Float.MIN_VALUE, -3e38f};

  @Test
  void aStepComesThroughBitForBit() {
    Command step = Command.step(1L << 41, FLOATS, new Batch(1L << 33, 2, 3, 1L << 34));
    Command read = new CommandWire().read(step.wired());
    assertSame(Command.Kind.STEP, read.kind());
    assertEquals(step.number(), read.number());
    assertEquals(step.batch(), read.batch());
    assertArrayEquals(FLOATS, read.parameters());
    assertSame(step.wired(), step.wired());
  }

  @Test
  void theOtherCommandsComeThrough() {
    CommandWire wire = new CommandWire();
    Command read = wire.read(Command.evaluate(9, FLOATS, Part.TEST).wired());
    assertSame(Command.Kind.EVALUATE, read.kind());
    assertEquals(9, read.number());
    assertSame(Part.TEST, read.part());
    assertArrayEquals(FLOATS, read.parameters());
    assertSame(Command.WAIT, wire.read(Command.WAIT.wired()));
    assertSame(Command.LEAVE, wire.read(Command.LEAVE.wired()));
  }

  @Test
  void commandsAreReadIntoTheSameArray() {
    CommandWire wire = new CommandWire();
    Command first = wire.read(Command.evaluate(1, FLOATS, Part.TRAIN).wired());
    Command second = wire.read(Command.evaluate(2, FLOATS, Part.TRAIN).wired());
    assertSame(first.parameters(), second.parameters());
  }

  @Test
  void anAskWithoutSumsComesThrough() {
    byte[] bytes = SumWire.bytes(ASK.without());
    assertEquals(ASK.without(), SumWire.ask(bytes));
    assertNull(SumWire.sums(bytes));
  }

  @Test
  void sumsComeThroughBitForBitAndSparseOnesStaySparse() {
    List<TreeSum.Node<GradientSum>> nodes =
        List.of(
            new TreeSum.Node<>(2, 1, GradientSum.dense(1L << 33, 0.1, -0.0, FLOATS)),
            new TreeSum.Node<>(
                0, 8, new GradientSum(2, 0.3, 7, new int[] {4, 1 << 20}, new float[] {1, -2})),
            new TreeSum.Node<>(0, 9, new GradientSum(1, 1, 1, new int[0], new float[0])),
            new TreeSum.Node<>(1, 5, GradientSum.EMPTY));
    byte[] bytes = new SumWire().bytes(ASK, nodes);
    assertEquals(ASK, SumWire.ask(bytes));
    assertSame(bytes, ((Sums.Wired) SumWire.sums(bytes)).ask());
    List<TreeSum.Node<GradientSum>> read = new SumWire().gradients(bytes);
    assertEquals(nodes.size(), read.size());
    for (int i = 0; i < nodes.size(); i++) {
      GradientSum expected = nodes.get(i).sum();
      GradientSum found = read.get(i).sum();
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
    List<TreeSum.Node<GradientSum>> nodes =
        List.of(new TreeSum.Node<>(0, 0, GradientSum.dense(1, 1, 1, FLOATS)));
    SumWire task = new SumWire();
    SumWire driver = new SumWire();
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
        new SumWire()
            .bytes(ASK, List.of(new TreeSum.Node<>(0, 0, GradientSum.dense(1, 1, 1, FLOATS))));
    SumWire driver = new SumWire();
    GradientSum left = driver.gradients(bytes).get(0).sum();
    GradientSum right = driver.gradients(bytes).get(0).sum();
    GradientSum sum = driver.add(left, right);
    assertSame(left.gradient(), sum.gradient());
    assertEquals(2 * FLOATS[0], sum.gradient()[0]);
    assertSame(right.gradient(), gradient(driver, bytes));
    GradientSum last = driver.add(GradientSum.EMPTY, sum);
    assertSame(sum.gradient(), last.gradient());
    assertNotSame(sum.gradient(), gradient(driver, bytes));
  }

  private static float[] gradient(SumWire wire, byte[] bytes) {
    return wire.gradients(bytes).get(0).sum().gradient();
  }
}
