package io.fallline.model;

import io.fallline.core.failure.Failure;
import io.fallline.fuzz.FuzzedFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;

/** Files of tensors; half of them get a header length that fits, so that the header is reached. */
public final class SafetensorsFuzz implements FuzzedFormat {
  private final List<byte[]> seeds =
      List.of(
          written(
              NamedTensor.matrix("layers.0.weight", 2, 3, new double[] {1, 2, 3, 4, 5, 6}),
              NamedTensor.vector("layers.0.bias", new double[] {0.1, 0.2}),
              new NamedTensor("empty", List.of(0, 4), new double[0]),
              new NamedTensor("scalar", List.of(), new double[] {1})),
          written(),
          file(
              "{\"b\":{\"data_offsets\":[8,24],\"shape\":[1,2],\"dtype\":\"F64\"},"
                  + "\"__metadata__\":{\"format\":\"pt\"},"
                  + "\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
              3));

  @Override
  public String name() {
    return "safetensors";
  }

  @Override
  public List<byte[]> seeds() {
    return seeds;
  }

  @Override
  public List<String> words() {
    return List.of(
        "\"dtype\"",
        "\"shape\"",
        "\"data_offsets\"",
        "F64",
        "F32",
        "__metadata__",
        "[0,16]",
        "[]",
        "{}",
        "[",
        "]",
        "{",
        "}",
        "layers.0.weight",
        "layers.0.bias",
        "2147483647",
        "4294967296",
        "9223372036854775807",
        "9223372036854775808",
        "[2147483647,2147483647,0]");
  }

  @Override
  public Set<Failure.Kind> kinds() {
    return Set.of(Failure.Kind.DATA);
  }

  @Override
  public void read(byte[] input) throws IOException {
    byte[] file = input.length % 2 == 0 ? input : withFittingLength(input);
    Safetensors.read(new ByteArrayInputStream(file), file.length, "fuzz");
  }

  @Override
  public long allowance(int length) {
    return (1L << 20) + 400L * length;
  }

  /** The header ends with its last brace. */
  private static byte[] withFittingLength(byte[] input) {
    int end = input.length;
    while (end > Long.BYTES && input[end - 1] != '}') {
      end--;
    }
    if (end > Long.BYTES) {
      ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN).putLong(0, end - Long.BYTES);
    }
    return input;
  }

  private static byte[] written(NamedTensor... tensors) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Safetensors.write(out, List.of(tensors));
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] file(String header, int values) {
    byte[] bytes = FuzzedFormat.utf8(header);
    return ByteBuffer.allocate(Long.BYTES + bytes.length + values * Double.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(bytes.length)
        .put(bytes)
        .array();
  }
}
