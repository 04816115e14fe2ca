package io.fallline.bench.untuned;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tensors of a {@code model.safetensors}, as any other program would read them. */
final class Safetensors {
  private Safetensors() {}

  static Map<String, double[]> read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] header = new byte[Math.toIntExact(bytes.getLong())];
    bytes.get(header);
    ByteBuffer tensors = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    Map<String, double[]> read = new LinkedHashMap<>();
    new ObjectMapper()
        .readTree(header)
        .fields()
        .forEachRemaining(
            entry -> {
              JsonNode offsets = entry.getValue().get("data_offsets");
              if (offsets != null) { // else it is the metadata
                double[] values =
                    new double[(offsets.get(1).asInt() - offsets.get(0).asInt()) / Double.BYTES];
                tensors.position(offsets.get(0).asInt());
                tensors.asDoubleBuffer().get(values);
                read.put(entry.getKey(), values);
              }
            });
    return read;
  }
}
