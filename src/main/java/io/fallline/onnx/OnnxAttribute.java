package io.fallline.onnx;

import io.fallline.core.serialization.ProtobufWriter;
import java.util.List;

/** A setting of an operator: AttributeProto. */
record OnnxAttribute(ProtobufWriter message) {
  private static final int NAME = 1;
  private static final int INT = 3;
  private static final int STRINGS = 9;
  private static final int TYPE = 20;
  private static final int TYPE_INT = 2;
  private static final int TYPE_STRINGS = 8;

  static OnnxAttribute of(String name, long value) {
    return new OnnxAttribute(
        new ProtobufWriter().put(NAME, name).put(INT, value).put(TYPE, TYPE_INT));
  }

  static OnnxAttribute of(String name, List<String> values) {
    ProtobufWriter message = new ProtobufWriter().put(NAME, name);
    values.forEach(value -> message.put(STRINGS, value));
    return new OnnxAttribute(message.put(TYPE, TYPE_STRINGS));
  }
}
