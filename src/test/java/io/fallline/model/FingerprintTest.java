package io.fallline.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  @Test
  void theFingerprintOfParametersIsThatOfTheirBigEndianBytesInOrder() throws Exception {
    double[] values = new Random(1).doubles(20_000).toArray();
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8);
    Arrays.stream(values).forEach(bytes::putDouble);
    String expected =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));

    assertEquals(expected, Fingerprint.parametersSha256(values));
    NamedTensor weight = NamedTensor.matrix("w", 100, 199, Arrays.copyOf(values, 19_900));
    NamedTensor bias = NamedTensor.vector("b", Arrays.copyOfRange(values, 19_900, 20_000));
    assertEquals(expected, Fingerprint.parametersSha256(List.of(weight, bias)));
    assertNotEquals(expected, Fingerprint.parametersSha256(List.of(bias, weight)));
  }

  @Test
  void theFingerprintOfOneIsWhatShellToolsSay() {
    // printf '\x3f\xf0\0\0\0\0\0\0' | sha256sum
    assertEquals(
        "54ade53a579f5389ecae3af42df9e96aa30fcf3fc02a7475afc18c3e4835f6f7",
        Fingerprint.parametersSha256(new double[] {1}));
  }
}
