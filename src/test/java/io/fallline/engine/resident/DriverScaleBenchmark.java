package io.fallline.engine.resident;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.training.BatchPlan.Batch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * What a step of the engine {@code resident} costs the driver, without network and without tasks:
 * the real messages, as Spark's RPC serialises them, of that many tasks. Run by hand with the test
 * class path.
 */
final class DriverScaleBenchmark {
  private static final ClassTag<byte[]> BYTES = ClassTag$.MODULE$.apply(byte[].class);
  private static final String[] PARTS = {"encode", "reply", "receive", "read", "add"};

  private DriverScaleBenchmark() {}

  public static void main(String[] arguments) {
    System.out.println("median milliseconds of a step, all tasks together");
    System.out.printf("%10s %6s %9s %9s %9s %9s %9s %9s%n", row("parameters", "tasks", "all"));
    for (int parameters : new int[] {100, 10_000, 100_000, 1_000_000}) {
      for (int tasks : new int[] {2, 8, 32, 128, 256}) {
        measure(parameters, tasks);
      }
    }
    measure(10_000_000, 8);
  }

  private static Object[] row(Object parameters, Object tasks, Object all) {
    List<Object> row = new ArrayList<>(List.of(parameters, tasks, all));
    row.addAll(List.of(PARTS));
    return row.toArray();
  }

  private static void measure(int parameters, int tasks) {
    SerializerInstance rpc = new JavaSerializer(new SparkConf(false)).newInstance();
    float[] gradient = new float[parameters];
    Arrays.fill(gradient, 1e-3f);
    List<ByteBuffer> received = new ArrayList<>();
    for (int slot = 0; slot < tasks; slot++) {
      // tasks own a group each
      GradientAggregate sum = GradientAggregate.dense(1, 1, 1, gradient);
      byte[] ask =
          new ResidentCodec()
              .bytes(
                  new TaskReport(1, slot, slot)
                      .with(
                          1,
                          0,
                          TaskResult.Gradients.of(
                              List.of(new TreeReduction.Node<>(0, slot, sum)))));
      // the same message for all, where many would not fit
      boolean shared = (long) parameters * tasks > 20_000_000 && slot > 0;
      received.add(shared ? received.get(0) : rpc.serialize(ask, BYTES));
    }
    int rounds = (int) Math.max(5, Math.min(2000, 200_000_000L / ((long) parameters * tasks)));
    FloatArrayPool arrays = new FloatArrayPool();
    double[][] times = new double[PARTS.length][rounds];
    for (int round = -rounds / 2; round < rounds; round++) {
      double[] step = step(rpc, received, gradient, arrays);
      for (int part = 0; part < PARTS.length && round >= 0; part++) {
        times[part][round] = step[part];
      }
    }
    Object[] row = new Object[3 + PARTS.length];
    double all = 0;
    for (int part = 0; part < PARTS.length; part++) {
      double median = Arrays.stream(times[part]).sorted().toArray()[rounds / 2];
      row[3 + part] = "%.3f".formatted(median);
      all += median;
    }
    row[0] = "%,d".formatted(parameters);
    row[1] = tasks;
    row[2] = "%.3f".formatted(all);
    System.out.printf("%10s %6s %9s %9s %9s %9s %9s %9s%n", row);
  }

  private static double[] step(
      SerializerInstance rpc,
      List<ByteBuffer> received,
      float[] parameters,
      FloatArrayPool arrays) {
    double[] millis = new double[PARTS.length];
    long start = System.nanoTime();
    byte[] command =
        ResidentCodec.bytes(new ResidentTaskCommand.Step(1, parameters, new Batch(0, 0, 0, 1)));
    long end = System.nanoTime();
    millis[0] = (end - start) / 1e6;
    arrays.reuseAll();
    TreeReduction<GradientAggregate> tree = new TreeReduction<>(arrays::add);
    for (int slot = 0; slot < received.size(); slot++) {
      start = System.nanoTime();
      rpc.serialize(command, BYTES);
      end = System.nanoTime();
      millis[1] += (end - start) / 1e6;
      byte[] ask = rpc.deserialize(received.get(slot).duplicate(), BYTES);
      start = System.nanoTime();
      millis[2] += (start - end) / 1e6;
      GradientAggregate sum = ResidentCodec.report(ask).result().gradients(arrays).get(0).sum();
      end = System.nanoTime();
      millis[3] += (end - start) / 1e6;
      tree.addLeaf(slot, sum);
      millis[4] += (System.nanoTime() - end) / 1e6;
    }
    if (tree.total().rows() != received.size()) {
      throw new IllegalStateException("sums are missing");
    }
    return millis;
  }
}
