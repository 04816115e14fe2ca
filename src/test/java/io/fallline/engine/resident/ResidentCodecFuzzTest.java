package io.fallline.engine.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.math.TreeReduction;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.network.CurvatureAggregate;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.serialization.JavaSerialization;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.BatchPlan.Batch;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.LocalGradientComputer;
import io.fallline.core.training.ShardFixtures;
import io.fallline.core.training.ShardSizes;
import io.fallline.engine.resident.MessageBuffer.MalformedMessageException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes that were changed, cut or made up: read, or refused with a {@link
 * MalformedMessageException}.
 */
class ResidentCodecFuzzTest {
  private static final int INPUTS = 20_000;

  /** What a Java thread here may take for one message: a little, and some times its length. */
  private static final long MOST_BYTES = 1 << 20;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();

  private static byte[] report(TaskResult result) {
    return new ResidentCodec().bytes(new TaskReport(1, 1, 5).with(7, 9, result));
  }

  @Test
  void commandsAreReadOrRefused() {
    float[] parameters = {1, 2, 3};
    double[] exact = {1, 2, 3};
    ResidentCodec codec = new ResidentCodec();
    for (ResidentTaskCommand command :
        List.of(
            new ResidentTaskCommand.Step(3, parameters, new Batch(1, 2, 3, 4)),
            new ResidentTaskCommand.Evaluate(3, parameters, DataSplit.TEST),
            new ResidentTaskCommand.Curvature(3, exact, DataSplit.VALIDATION),
            ResidentTaskCommand.Signal.LEAVE)) {
      fuzz(ResidentCodec.bytes(command), codec::command);
    }
  }

  @Test
  void gradientsAreReadOrRefused() {
    GradientAggregate dense = GradientAggregate.dense(3, 2, 1, new float[] {1, 2, 3, 4});
    GradientAggregate sparse =
        new GradientAggregate(2, 3, 7, new int[] {4, 9}, new float[] {1, -2});
    byte[] bytes =
        report(
            TaskResult.Gradients.of(
                List.of(
                    new TreeReduction.Node<>(1, 0, dense),
                    new TreeReduction.Node<>(0, 4, sparse),
                    new TreeReduction.Node<>(0, 5, GradientAggregate.EMPTY))));
    fuzz(
        bytes,
        changed -> {
          TaskReport report = ResidentCodec.report(changed);
          if (changed[0] == bytes[0]) {
            // what was not refused on arrival is read by the thread that trains
            read(() -> report.result().gradients(new FloatArrayPool()));
          }
        });
  }

  @Test
  void secondDerivativesAreReadOrRefused() {
    CurvatureAggregate sum =
        new CurvatureAggregate(3, 2, 1, 4, new double[] {1, 2}, new double[] {3, 4, 5});
    byte[] bytes =
        report(
            new TaskResult.Curvatures(
                List.of(new TreeReduction.Node<>(1, 0, sum), new TreeReduction.Node<>(0, 4, sum))));
    List<TreeReduction.Node<CurvatureAggregate>> found =
        ResidentCodec.report(bytes).result().curvatures();
    assertEquals(2, found.size());
    assertEquals(4, found.get(1).index());
    assertEquals(5, found.get(1).sum().hessian()[2]);
    fuzz(bytes, ResidentCodec::report);
  }

  /** Must not throw: nobody there expects it. */
  private static void read(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      throw new AssertionError("was let in and could not be read", e);
    }
  }

  @Test
  void evaluationsAreReadOrRefused() {
    byte[] bytes = report(new TaskResult.Evaluations(evaluations()));
    assertEquals(2, ResidentCodec.report(bytes).result().evaluations().size());
    fuzz(bytes, ResidentCodec::report);
  }

  private static List<TreeReduction.Node<Evaluation>> evaluations() {
    ShardSizes sizes = new ShardSizes(40, 2);
    NetworkSpec network =
        new NetworkSpec(3, List.of(), List.of(), "logistic", Map.of(), 2, true, 0);
    GradientSpec spec =
        new GradientSpec(
            network, "java", new BatchPlan(sizes, 40, BatchPlan.LastBatch.KEEP, 1), 1, 1, null);
    try (SpinningThreadPool team = new SpinningThreadPool(1);
        GradientComputer local =
            new LocalGradientComputer(
                spec, Map.of(DataSplit.TRAIN, ShardFixtures.random(sizes, 3, false, 1)), team)) {
      Evaluation evaluation = local.evaluate(new float[4], DataSplit.TRAIN);
      return List.of(
          new TreeReduction.Node<>(0, 0, evaluation),
          new TreeReduction.Node<>(0, 1, Evaluation.EMPTY));
    }
  }

  /** An object that would do something when it is read. */
  private static final class Trap implements Serializable {
    private static final long serialVersionUID = 1L;
    private static boolean sprung;

    private void readObject(java.io.ObjectInputStream in) {
      sprung = true;
    }
  }

  /** A report that says it has an evaluation, and has another object. */
  private static byte[] withObject(byte[] object) {
    byte[] bytes = report(new TaskResult.Evaluations(List.of()));
    int head = bytes.length - Integer.BYTES;
    return ByteBuffer.allocate(bytes.length + 3 * Integer.BYTES + object.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(bytes, 0, head)
        .putInt(1) // a node
        .putInt(0) // its level
        .putInt(0) // its index
        .putInt(object.length)
        .put(object)
        .array();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void objectsOfOtherClassesAreNotEvenMade(boolean inAList) {
    Object object = inAList ? new ArrayList<>(List.of(new Trap())) : new Trap();
    byte[] bytes = withObject(JavaSerialization.bytes(object));
    assertThrows(MalformedMessageException.class, () -> ResidentCodec.report(bytes));
    assertTrue(!Trap.sprung);
  }

  @Test
  void anEvaluationInTheSameEnvelopeIsRead() {
    byte[] bytes = withObject(JavaSerialization.bytes(Evaluation.EMPTY));
    assertEquals(0, ResidentCodec.report(bytes).result().evaluations().get(0).sum().rows());
  }

  @Test
  void aLengthThatLiesTakesNoMemory() {
    byte[] lying = JavaSerialization.bytes(new double[] {1});
    int length = lying.length - Double.BYTES - Integer.BYTES; // before the element
    ByteBuffer.wrap(lying).putInt(length, 1 << 28);
    byte[] bytes = withObject(lying);
    assertThrows(MalformedMessageException.class, () -> ResidentCodec.report(bytes));
    bounded(bytes, ResidentCodec::report);
  }

  private static void fuzz(byte[] good, Consumer<byte[]> reader) {
    SplittableRandom random = new SplittableRandom(good.length);
    for (int i = 0; i < INPUTS; i++) {
      byte[] bytes = good.clone();
      for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
        bytes = changed(bytes, random);
      }
      bounded(bytes, reader);
    }
  }

  private static byte[] changed(byte[] bytes, SplittableRandom random) {
    if (bytes.length == 0) {
      return new byte[random.nextInt(9)];
    }
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> bytes[at] = (byte) random.nextInt();
      case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> {
        int[] lengths = {-1, -2, 0, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 28, 1000};
        if (at + Integer.BYTES <= bytes.length) {
          ByteBuffer.wrap(bytes)
              .order(
                  random.nextBoolean()
                      ? java.nio.ByteOrder.LITTLE_ENDIAN
                      : java.nio.ByteOrder.BIG_ENDIAN)
              .putInt(at, lengths[random.nextInt(lengths.length)]);
        }
      }
      default -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
      }
    }
    return bytes;
  }

  private static void bounded(byte[] bytes, Consumer<byte[]> reader) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      reader.accept(bytes);
    } catch (MalformedMessageException expected) {
      assertTrue(!expected.getMessage().isEmpty());
    } catch (RuntimeException | Error other) {
      throw new AssertionError(Arrays.toString(bytes), other);
    }
    long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertTrue(
        taken <= MOST_BYTES + 20L * bytes.length, () -> taken + " for " + Arrays.toString(bytes));
  }
}
