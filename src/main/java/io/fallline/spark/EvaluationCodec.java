package io.fallline.spark;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.serialization.DeserializationFilter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluations as bytes, as Spark itself would send a task's result: they come once an epoch, and
 * are made of many small parts. Only classes of which evaluations consist are read.
 */
final class EvaluationCodec {
  private static final String METRICS = Evaluation.class.getPackageName() + ".";
  private static final int MOST_DEPTH = 16;

  private EvaluationCodec() {}

  static ByteBuffer bytes(List<TreeReduction.Node<Evaluation>> nodes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new ArrayList<>(nodes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  /**
   * @param bytes with an array
   * @throws MalformedMessageException if they are not evaluations; no more memory is taken than
   *     bytes came
   */
  static List<TreeReduction.Node<Evaluation>> read(ByteBuffer bytes) {
    int length = bytes.remaining();
    try (Reading in =
        new Reading(
            new ByteArrayInputStream(
                bytes.array(), bytes.arrayOffset() + bytes.position(), length))) {
      in.setObjectInputFilter(
          new DeserializationFilter(length, MOST_DEPTH, EvaluationCodec::isPart));
      return nodes((List<?>) in.readObject());
    } catch (IOException | ClassNotFoundException | RuntimeException bad) {
      throw new MalformedMessageException("bytes that are no evaluations", bad);
    }
  }

  @SuppressWarnings("unchecked") // each element is looked at
  private static List<TreeReduction.Node<Evaluation>> nodes(List<?> read) {
    for (Object node : read) {
      if (!(((TreeReduction.Node<?>) node).sum() instanceof Evaluation)) {
        throw new MalformedMessageException("a node that has no evaluation");
      }
    }
    return (List<TreeReduction.Node<Evaluation>>) read;
  }

  private static boolean isPart(Class<?> type) {
    return type == ArrayList.class
        || type == TreeReduction.Node.class
        || type == Object.class // of the list's array
        || type.getName().startsWith(METRICS);
  }

  /** Finds classes where this one is: Spark's threads know of none of an application. */
  private static final class Reading extends ObjectInputStream {
    Reading(ByteArrayInputStream in) throws IOException {
      super(in);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass described)
        throws IOException, ClassNotFoundException {
      String name = described.getName();
      return name.startsWith("[")
          ? super.resolveClass(described)
          : Class.forName(name, false, EvaluationCodec.class.getClassLoader());
    }
  }
}
