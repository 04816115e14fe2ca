package io.fallline.spark;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.model.CurvatureAggregate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Second derivatives on the wire, little endian: float64 copied in bulk. */
final class CurvatureCodec {
  private static final int NODE = 4 * Integer.BYTES + 4 * Long.BYTES;

  private CurvatureCodec() {}

  /** How many bytes these take. */
  static int size(List<TreeReduction.Node<CurvatureAggregate>> nodes) {
    long size = Integer.BYTES;
    for (TreeReduction.Node<CurvatureAggregate> node : nodes) {
      CurvatureAggregate sum = node.sum();
      size += NODE + (long) Double.BYTES * (sum.gradient().length + sum.hessian().length);
    }
    return Math.toIntExact(size);
  }

  static void write(List<TreeReduction.Node<CurvatureAggregate>> nodes, ByteBuffer out) {
    out.putInt(nodes.size());
    for (TreeReduction.Node<CurvatureAggregate> node : nodes) {
      CurvatureAggregate sum = node.sum();
      out.putInt(node.level()).putInt(node.index());
      out.putLong(sum.rows()).putDouble(sum.weight()).putDouble(sum.loss());
      out.putDouble(sum.pearson());
      out.putInt(sum.gradient().length).putInt(sum.hessian().length);
      put(sum.gradient(), out);
      put(sum.hessian(), out);
    }
  }

  private static void put(double[] numbers, ByteBuffer out) {
    out.asDoubleBuffer().put(numbers);
    out.position(out.position() + Double.BYTES * numbers.length);
  }

  /**
   * Looks at the lengths alone.
   *
   * @param in at the number of nodes, and to the end of the message
   * @throws MalformedMessageException if {@link #read} could not read them
   */
  static void require(ByteBuffer in) {
    int count = in.remaining() < Integer.BYTES ? -1 : in.getInt();
    boolean whole = count >= 0;
    for (int i = 0; whole && i < count; i++) {
      whole = skipNode(in);
    }
    if (!whole || in.hasRemaining()) {
      throw new MalformedMessageException("second derivatives that are not as long as they say");
    }
  }

  private static boolean skipNode(ByteBuffer in) {
    if (in.remaining() < NODE || in.getInt() < 0 || in.getInt() < 0) {
      return false;
    }
    in.position(in.position() + 4 * Long.BYTES);
    int gradient = in.getInt();
    int hessian = in.getInt();
    long rest = Double.BYTES * ((long) gradient + hessian);
    if (gradient < 0 || hessian < 0 || rest > in.remaining()) {
      return false;
    }
    in.position(in.position() + (int) rest);
    return true;
  }

  /**
   * @param in at the number of nodes
   */
  static List<TreeReduction.Node<CurvatureAggregate>> read(ByteBuffer in) {
    int count = in.getInt();
    List<TreeReduction.Node<CurvatureAggregate>> nodes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int level = in.getInt();
      int index = in.getInt();
      long rows = in.getLong();
      double weight = in.getDouble();
      double loss = in.getDouble();
      double pearson = in.getDouble();
      double[] gradient = new double[in.getInt()];
      double[] hessian = new double[in.getInt()];
      get(gradient, in);
      get(hessian, in);
      nodes.add(
          new TreeReduction.Node<>(
              level,
              index,
              new CurvatureAggregate(rows, weight, loss, pearson, gradient, hessian)));
    }
    return nodes;
  }

  private static void get(double[] numbers, ByteBuffer in) {
    in.asDoubleBuffer().get(numbers);
    in.position(in.position() + Double.BYTES * numbers.length);
  }
}
