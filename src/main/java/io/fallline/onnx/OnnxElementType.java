package io.fallline.onnx;

/** What tensors are made of, by the number that TensorProto.DataType has for it. */
enum OnnxElementType {
  FLOAT(1),
  INT64(7),
  TEXT(8),
  BOOLEAN(9),
  DOUBLE(11);

  private final int number;

  OnnxElementType(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
