package io.fallline.engine.resident;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.math.TreeReduction;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.GradientSpec;
import io.fallline.core.training.LocalGradientComputer;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardFixtures;
import io.fallline.core.training.ShardSizes;
import io.fallline.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Messages that no task sends, while tasks train: they change nothing. */
@Timeout(120)
class DriverEndpointTest {
  private static final ClassTag<Object> ANY = ClassTag$.MODULE$.Any();
  private static final int STEPS = 200;

  private final JavaSparkContext context =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  @Test
  void rubbishIsAnsweredAndDisturbsNothing() throws Exception {
    ShardSizes sizes = new ShardSizes(500, 16);
    BatchPlan plan = new BatchPlan(sizes, 40, BatchPlan.LastBatch.KEEP, 4);
    NetworkSpec network =
        new NetworkSpec(7, List.of(), List.of(), "logistic", Map.of(), 2, true, 0);
    int size = ParameterLayout.of(network).size();
    GradientSpec spec = new GradientSpec(network, "java", plan, plan.groups(size), 4, null);
    List<Shard> shards = ShardFixtures.random(sizes, 7, false, 11);
    List<String> warnings = new ArrayList<>();
    AtomicInteger jobs = new AtomicInteger();
    SparkListener counting =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            jobs.incrementAndGet();
          }
        };
    try (SpinningThreadPool one = new SpinningThreadPool(1);
        GradientComputer local =
            new LocalGradientComputer(spec, Map.of(DataSplit.TRAIN, shards), one);
        ResidentGradientComputer resident =
            new ResidentGradientComputer(
                spec,
                Map.of(DataSplit.TRAIN, context.parallelize(shards, 4)),
                warnings::add,
                ResidentLimits.of(context.getConf()),
                false)) {
      context.sc().addSparkListener(counting);
      resident.at(new float[size], plan.batch(0));
      RpcEndpointRef endpoint =
          SparkEnv.get().rpcEnv().setupEndpointRef(SparkEnv.get().rpcEnv().address(), name());
      Thread noise = new Thread(() -> rubbish(endpoint));
      noise.start();
      long step = 0;
      while (noise.isAlive() || step < STEPS) {
        float[] parameters = new float[size];
        parameters[0] = step;
        assertArrayEquals(
            local.at(parameters, plan.batch(step)).gradient(),
            resident.at(parameters, plan.batch(step)).gradient());
        step++;
      }
      assertEquals(List.of(), resident.changes().texts());
      context.sc().listenerBus().waitUntilEmpty();
      assertEquals(1, jobs.get()); // the stage that began goes on: no task was told to leave
      refusals(endpoint);
    } finally {
      context.sc().removeSparkListener(counting);
    }
    assertEquals(List.of(), warnings);
  }

  private static String name() throws Exception {
    return ResidentTroubleTest.endpoints().stream()
        .filter(name -> name.startsWith("fallline-resident"))
        .findFirst()
        .orElseThrow();
  }

  /** Who is refused is told in classes that any process knows. */
  private static void refusals(RpcEndpointRef endpoint) {
    for (Object message : List.of("a word", new byte[0], new byte[500])) {
      Exception refused = assertThrows(Exception.class, () -> ask(endpoint, message));
      Throwable cause = refused.getCause() == null ? refused : refused.getCause();
      assertEquals(IllegalArgumentException.class, cause.getClass(), cause.toString());
    }
  }

  private static void ask(RpcEndpointRef endpoint, Object message) {
    endpoint.askSync(message, ANY);
  }

  private static void rubbish(RpcEndpointRef endpoint) {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 3000; i++) {
      Object message = message(random);
      if (random.nextBoolean()) {
        endpoint.send(message);
      } else {
        endpoint.ask(message, ANY); // whether there is an answer, and which, is not looked at here
      }
    }
  }

  private static Object message(SplittableRandom random) {
    // true of a task of this stage now and then, but for the attempt
    int term = random.nextInt(3);
    int slot = random.nextInt(-2, 5);
    long attempt = random.nextBoolean() ? Long.MAX_VALUE - random.nextInt(9) : -2;
    TaskReport alone = new TaskReport(term, slot, attempt);
    GradientAggregate sum = GradientAggregate.dense(1, 1, 1, new float[random.nextInt(9)]);
    TaskResult result =
        TaskResult.Gradients.of(List.of(new TreeReduction.Node<>(0, random.nextInt(9), sum)));
    byte[] noise = new byte[random.nextInt(100)];
    random.nextBytes(noise);
    return switch (random.nextInt(5)) {
      case 0 -> "a word";
      case 1 -> noise;
      case 2 -> new ResidentCodec().bytes(alone);
      default -> new ResidentCodec().bytes(alone.with(random.nextInt(2 * STEPS), 0, result));
    };
  }
}
