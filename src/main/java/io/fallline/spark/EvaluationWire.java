package io.fallline.spark;

import io.fallline.core.math.TreeSum;
import io.fallline.core.metric.Evaluation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Evaluations as bytes, as Spark itself would send a task's result: they come once an epoch, and
 * are made of many small parts.
 */
final class EvaluationWire {
  private static final ClassTag<List<TreeSum.Node<Evaluation>>> NODES =
      ClassTag$.MODULE$.apply(List.class);

  private EvaluationWire() {}

  static ByteBuffer bytes(List<TreeSum.Node<Evaluation>> nodes) {
    return serializer().serialize(new ArrayList<>(nodes), NODES);
  }

  static List<TreeSum.Node<Evaluation>> read(ByteBuffer bytes) {
    return serializer().deserialize(bytes, EvaluationWire.class.getClassLoader(), NODES);
  }

  private static SerializerInstance serializer() {
    return SparkEnv.get().closureSerializer().newInstance();
  }
}
