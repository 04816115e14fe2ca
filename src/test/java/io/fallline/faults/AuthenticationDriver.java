package io.fallline.faults;

import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.training.DataSplit;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.LocalGradientComputer;
import io.fallline.core.training.Shard;
import io.fallline.core.training.ShardFixtures;
import io.fallline.core.training.ShardSizes;
import io.fallline.engine.resident.ResidentGradientComputer;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.rpc.RpcEnv$;
import org.apache.spark.sql.SparkSession;
import scala.Option;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The driver of {@link AuthenticationCampaign}, in a process of its own: trains on a cluster that
 * asks for a secret, and meanwhile knocks at its own port as strangers would. It prints how that
 * went.
 */
final class AuthenticationDriver {
  private static final ClassTag<Object> ANY = ClassTag$.MODULE$.Any();
  private static final String SECRET = "spark.authenticate.secret";
  private static final int EXECUTORS = 2;
  private static final int COLUMNS = 5;
  private static final ShardSizes SIZES = new ShardSizes(2000, 16);

  private AuthenticationDriver() {}

  public static void main(String[] arguments) throws Exception {
    SparkConf conf = TestCluster.conf("local-cluster[2,1,1024]", false);
    conf.set("spark.authenticate", "true");
    conf.set(SECRET, "0123456789abcdef0123456789abcdef");
    conf.set("spark.network.crypto.enabled", "true");
    conf.set("spark.io.encryption.enabled", "true");
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    TestCluster.awaitExecutors(session.sparkContext(), EXECUTORS);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    SmallTraining training = new SmallTraining(SIZES, COLUMNS, List.of(16), SIZES.rows() / 10, 300);
    List<Shard> shards = ShardFixtures.random(SIZES, COLUMNS, false, 3);
    SmallTraining.Course expected;
    try (SpinningThreadPool team = new SpinningThreadPool(1);
        GradientComputer local =
            new LocalGradientComputer(training.spec(), Map.of(DataSplit.TRAIN, shards), team)) {
      expected = training.run(local);
    }
    JavaRDD<Shard> rdd = context.parallelize(shards, 4);
    List<String> changes = new ArrayList<>();
    try (ResidentGradientComputer resident =
        new ResidentGradientComputer(training.spec(), Map.of(DataSplit.TRAIN, rdd), changes::add)) {
      CompletableFuture<SmallTraining.Course> course =
          CompletableFuture.supplyAsync(
              () -> training.run(resident), task -> new Thread(task, "training").start());
      String name = endpoint();
      System.out.println("figure without a secret: " + knock(conf, null, name));
      System.out.println("figure with another secret: " + knock(conf, "another", name));
      System.out.println("figure with the secret: " + knock(conf, conf.get(SECRET), name));
      System.out.println("figure under way meanwhile: " + !course.isDone());
      System.out.println("figure same bits: " + course.get().equals(expected));
      System.out.println("figure engine: " + resident.changes().engine() + " " + changes);
    }
    session.stop();
    System.exit(0);
  }

  /** As another process would: by the network, with an RPC environment of its own. */
  private static String knock(SparkConf driver, String secret, String name) {
    SparkConf conf = driver.clone();
    conf.set("spark.rpc.lookupTimeout", "20s");
    conf.set("spark.rpc.askTimeout", "20s");
    if (secret == null) {
      conf.set("spark.authenticate", "false");
      conf.set("spark.network.crypto.enabled", "false");
      conf.remove(SECRET);
    } else {
      conf.set(SECRET, secret);
    }
    SecurityManager security =
        new SecurityManager(conf, Option.empty(), SecurityManager.$lessinit$greater$default$3());
    RpcEnv stranger = RpcEnv$.MODULE$.create("stranger", "127.0.0.1", 0, conf, security, true);
    try {
      RpcAddress address = SparkEnv.get().rpcEnv().address();
      RpcEndpointRef endpoint = stranger.setupEndpointRef(address, name);
      return "reached, and answered " + answer(endpoint);
    } catch (Exception refused) { // Spark's checked exceptions reach Java undeclared
      return "turned away";
    } finally {
      stranger.shutdown();
    }
  }

  private static String answer(RpcEndpointRef endpoint) {
    try {
      return String.valueOf(endpoint.<Object>askSync(new byte[3], ANY));
    } catch (Exception refused) { // as above
      Throwable cause = refused.getCause() == null ? refused : refused.getCause();
      return cause.getMessage();
    }
  }

  private static String endpoint() throws Exception {
    Object dispatcher = field(SparkEnv.get().rpcEnv(), "dispatcher");
    Map<?, ?> endpoints = (Map<?, ?>) field(dispatcher, "endpoints");
    return endpoints.keySet().stream()
        .map(String::valueOf)
        .filter(name -> name.startsWith("fallline-resident"))
        .findFirst()
        .orElseThrow();
  }

  private static Object field(Object owner, String name) throws Exception {
    Field field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(owner);
  }
}
