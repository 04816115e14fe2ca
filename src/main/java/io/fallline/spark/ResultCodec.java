package io.fallline.spark;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.model.CurvatureAggregate;
import io.fallline.core.model.GradientAggregate;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests as bytes, little endian, with the sums that come with them. Floats are copied in bulk,
 * once a side; what is sparse stays sparse. Not for several threads at once: arrays are used again.
 */
final class ResultCodec {
  /** What follows the head of an ask. */
  private enum Content {
    NOTHING,
    GRADIENTS,
    EVALUATIONS,
    CURVATURES
  }

  private static final int HEAD = 1 + 2 * Integer.BYTES + 3 * Long.BYTES;
  static final int NODE = 4 * Integer.BYTES + 3 * Long.BYTES;

  /** The length of an array that is not there. */
  static final int NULL = -1;

  private byte[] written = new byte[0];

  // arrays that sums are read into: as many as are in use at once, a handful along a tree
  private final List<float[]> free = new ArrayList<>();
  private final List<float[]> used = new ArrayList<>();

  static byte[] bytes(TaskRequest ask) {
    byte[] bytes = new byte[HEAD];
    head(bytes, ask, Content.NOTHING);
    return bytes;
  }

  /** The bytes are overwritten by the next call. */
  byte[] bytes(TaskRequest ask, List<TreeReduction.Node<GradientAggregate>> nodes) {
    long size = HEAD + Integer.BYTES;
    for (TreeReduction.Node<GradientAggregate> node : nodes) {
      size += NODE + (long) Float.BYTES * (floats(node.sum()) + indices(node.sum()));
    }
    if (written.length != size) {
      written = new byte[Math.toIntExact(size)];
    }
    ByteBuffer out = head(written, ask, Content.GRADIENTS).putInt(nodes.size());
    nodes.forEach(node -> write(node, out));
    return written;
  }

  static byte[] bytes(TaskRequest ask, ByteBuffer evaluations) {
    byte[] bytes = new byte[HEAD + evaluations.remaining()];
    head(bytes, ask, Content.EVALUATIONS).put(evaluations);
    return bytes;
  }

  static byte[] curvatures(TaskRequest ask, List<TreeReduction.Node<CurvatureAggregate>> nodes) {
    byte[] bytes = new byte[Math.addExact(HEAD, CurvatureCodec.size(nodes))];
    CurvatureCodec.write(nodes, head(bytes, ask, Content.CURVATURES));
    return bytes;
  }

  private static ByteBuffer head(byte[] bytes, TaskRequest ask, Content content) {
    return ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) content.ordinal())
        .putInt(ask.term())
        .putInt(ask.slot())
        .putLong(ask.attempt())
        .putLong(ask.done())
        .putLong(ask.nanos());
  }

  private static void write(TreeReduction.Node<GradientAggregate> node, ByteBuffer out) {
    GradientAggregate sum = node.sum();
    out.putInt(node.level()).putInt(node.index());
    out.putLong(sum.rows()).putDouble(sum.weight()).putDouble(sum.loss());
    out.putInt(sum.gradient() == null ? NULL : sum.gradient().length);
    out.putInt(sum.indices() == null ? NULL : sum.indices().length);
    if (sum.indices() != null) {
      out.asIntBuffer().put(sum.indices());
      out.position(out.position() + Integer.BYTES * sum.indices().length);
    }
    if (sum.gradient() != null) {
      out.asFloatBuffer().put(sum.gradient());
      out.position(out.position() + Float.BYTES * sum.gradient().length);
    }
  }

  private static int floats(GradientAggregate sum) {
    return sum.gradient() == null ? 0 : sum.gradient().length;
  }

  private static int indices(GradientAggregate sum) {
    return sum.indices() == null ? 0 : sum.indices().length;
  }

  /**
   * @throws MalformedMessageException if the bytes are no ask
   */
  static TaskRequest ask(byte[] bytes) {
    requireHead(bytes);
    ByteBuffer in = ByteBuffer.wrap(bytes, 1, HEAD - 1).order(ByteOrder.LITTLE_ENDIAN);
    return new TaskRequest(in.getInt(), in.getInt(), in.getLong(), in.getLong(), in.getLong());
  }

  /**
   * The sums that come with an ask; null: none do. Gradients stay as they are, and are whole.
   *
   * @throws MalformedMessageException if they are not what the ask says they are
   */
  static TaskResult sums(byte[] bytes) {
    requireHead(bytes);
    return switch (content(bytes[0])) {
      case NOTHING -> null;
      case GRADIENTS -> {
        GradientMessageCheck.require(afterHead(bytes));
        yield new TaskResult.Wired(bytes);
      }
      case EVALUATIONS ->
          TaskResult.Handed.evaluations(
              EvaluationCodec.read(ByteBuffer.wrap(bytes, HEAD, bytes.length - HEAD)));
      case CURVATURES -> {
        CurvatureCodec.require(afterHead(bytes));
        yield new TaskResult.Wired(bytes);
      }
    };
  }

  private static ByteBuffer afterHead(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(HEAD);
  }

  /** What came with an ask of this content. */
  static List<TreeReduction.Node<CurvatureAggregate>> curvatures(byte[] bytes) {
    return CurvatureCodec.read(afterHead(bytes));
  }

  private static void requireHead(byte[] bytes) {
    boolean alone = bytes.length > 0 && bytes[0] == Content.NOTHING.ordinal();
    if (bytes.length < HEAD || alone && bytes.length > HEAD) {
      throw new MalformedMessageException(bytes.length + " bytes that are no ask");
    }
  }

  private static Content content(byte number) {
    Content[] contents = Content.values();
    if (number < 0 || number >= contents.length) {
      throw new MalformedMessageException("an ask with content " + number);
    }
    return contents[number];
  }

  /** What has been read so far is done with. */
  void begin() {
    free.addAll(used);
    used.clear();
  }

  /** Left plus right, into the left one; the right one's array is free for what is read next. */
  GradientAggregate add(GradientAggregate left, GradientAggregate right) {
    GradientAggregate sum = GradientAggregate.add(left, right);
    float[] done = right.gradient();
    if (sum.gradient() != done && used.removeIf(array -> array == done)) {
      free.add(done);
    }
    return sum;
  }

  /** Dense gradients are overwritten after {@link #begin}. */
  List<TreeReduction.Node<GradientAggregate>> gradients(byte[] bytes) {
    ByteBuffer in = afterHead(bytes);
    int count = in.getInt();
    List<TreeReduction.Node<GradientAggregate>> nodes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      nodes.add(new TreeReduction.Node<>(in.getInt(), in.getInt(), sum(in)));
    }
    return nodes;
  }

  private GradientAggregate sum(ByteBuffer in) {
    long rows = in.getLong();
    double weight = in.getDouble();
    double loss = in.getDouble();
    int length = in.getInt();
    int indexCount = in.getInt();
    if (length == NULL) {
      return new GradientAggregate(rows, weight, loss, null, null);
    }
    int[] indices = null;
    if (indexCount != NULL) {
      indices = new int[indexCount];
      in.asIntBuffer().get(indices);
      in.position(in.position() + Integer.BYTES * indexCount);
    }
    float[] gradient = indices == null ? array(length) : new float[length];
    in.asFloatBuffer().get(gradient);
    in.position(in.position() + Float.BYTES * length);
    return new GradientAggregate(rows, weight, loss, indices, gradient);
  }

  private float[] array(int length) {
    float[] array = free.isEmpty() ? new float[0] : free.remove(free.size() - 1);
    if (array.length != length) {
      array = new float[length];
    }
    used.add(array);
    return array;
  }
}
