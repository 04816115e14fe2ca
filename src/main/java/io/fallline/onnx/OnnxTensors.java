package io.fallline.onnx;

import io.fallline.core.serialization.ProtobufWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Constant tensors of ONNX, TensorProto, and the types of their elements. */
final class OnnxTensors {
  private static final int DIMENSIONS = 1;
  private static final int TYPE = 2;
  private static final int STRINGS = 6;
  private static final int NAME = 8;
  private static final int RAW = 9;

  /** What tensors are made of, by the number that TensorProto.DataType has for it. */
  enum ElementType {
    FLOAT(1),
    INT64(7),
    TEXT(8),
    BOOLEAN(9),
    DOUBLE(11);

    private final int number;

    ElementType(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  private OnnxTensors() {}

  /**
   * @param shape the extent of each dimension, none for a single number
   * @param values row-major
   */
  static ProtobufWriter of(String name, List<Integer> shape, double[] values) {
    ByteBuffer raw = littleEndian(values.length * Double.BYTES);
    raw.asDoubleBuffer().put(values);
    return begun(name, shape, ElementType.DOUBLE).put(RAW, raw.array());
  }

  static ProtobufWriter of(String name, long[] values) {
    ByteBuffer raw = littleEndian(values.length * Long.BYTES);
    raw.asLongBuffer().put(values);
    return begun(name, List.of(values.length), ElementType.INT64).put(RAW, raw.array());
  }

  static ProtobufWriter of(String name, List<String> values) {
    ProtobufWriter tensor = begun(name, List.of(values.size()), ElementType.TEXT);
    values.forEach(value -> tensor.put(STRINGS, value));
    return tensor;
  }

  private static ProtobufWriter begun(String name, List<Integer> shape, ElementType type) {
    ProtobufWriter tensor = new ProtobufWriter();
    shape.forEach(extent -> tensor.put(DIMENSIONS, extent));
    return tensor.put(TYPE, type.number()).put(NAME, name);
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
