package io.fallline.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class SafetensorsTest {
  private static final List<NamedTensor> MODEL =
      List.of(
          NamedTensor.matrix(
              "layers.0.weight",
              2,
              3,
              new double[] {1, -0.0, 3e-300, Double.MIN_VALUE, -5.5, Double.MAX_VALUE}),
          NamedTensor.vector("layers.0.bias", new double[] {0.1, 0.2}),
          new NamedTensor("empty", List.of(0, 4), new double[0]),
          new NamedTensor("scalar", List.of(), new double[] {Math.PI}));

  @Test
  void whatIsWrittenIsReadBitForBit() throws IOException {
    assertSame(MODEL, read(written(MODEL)));
  }

  @Test
  void tensorsLargerThanAnyBufferAreReadBitForBit() throws IOException {
    double[] values = new Random(7).doubles(100_003).toArray();
    List<NamedTensor> tensors =
        List.of(
            NamedTensor.vector("a", values), NamedTensor.vector("b", Arrays.copyOf(values, 8193)));
    assertSame(tensors, read(written(tensors)));
  }

  @Test
  void noTensorsAreAFileToo() throws IOException {
    assertSame(List.of(), read(written(List.of())));
  }

  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    String header = "{\"w\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]}}";
    int padded = (header.length() + 7) / 8 * 8;
    ByteBuffer expected = ByteBuffer.allocate(8 + padded + 16).order(ByteOrder.LITTLE_ENDIAN);
    expected
        .putLong(padded)
        .put((header + " ".repeat(padded - header.length())).getBytes(StandardCharsets.UTF_8));
    expected.putDouble(1.5).putDouble(-2.25);
    assertArrayEquals(
        expected.array(), written(List.of(NamedTensor.vector("w", new double[] {1.5, -2.25}))));
  }

  @Test
  void aFileOfAnotherWriterIsReadInTheOrderOfItsValues() throws IOException {
    String header =
        "{\"b\":{\"data_offsets\":[8,24],\"shape\":[1,2],\"dtype\":\"F64\"},\"__metadata__\":{\"format\":\"pt\"},"
            + "\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}";
    List<NamedTensor> tensors = read(file(header, 1, 2, 3));
    assertSame(
        List.of(
            NamedTensor.vector("a", new double[] {1}),
            NamedTensor.matrix("b", 1, 2, new double[] {2, 3})),
        tensors);
  }

  @Test
  void aFileCutAnywhereIsRefused() throws IOException {
    byte[] whole = written(MODEL);
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length));
    }
    assertRefused(Arrays.copyOf(whole, whole.length + 1));
  }

  @Test
  void aFileShorterThanItsFileSystemSaysIsRefused() throws IOException {
    byte[] whole = written(MODEL);
    for (int length = 0; length < whole.length; length++) {
      ByteArrayInputStream in = new ByteArrayInputStream(whole, 0, length);
      assertThrows(Failure.class, () -> Safetensors.read(in, whole.length, "f"));
    }
  }

  @Test
  void noFlippedBitOfTheHeaderCausesAnythingButAFailure() throws IOException {
    byte[] whole = written(MODEL);
    int header = (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
    for (int bit = 0; bit < 8 * (8 + header); bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertEquals(MODEL.size(), read(flipped).size(), "only a name may differ");
      } catch (Failure e) {
        assertEquals(Failure.Kind.DATA, e.kind());
      }
    }
  }

  @Test
  void randomBytesCauseNothingButAFailure() {
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      byte[] header = new byte[random.nextInt(200)];
      random.nextBytes(header);
      assertRefused(file("{" + new String(header, StandardCharsets.ISO_8859_1)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 100_000_001, 1L << 40, 17})
  void aHeaderThatClaimsMoreThanThereIsCostsNoMemory(long claimed) {
    byte[] bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(claimed).array();
    Failure failure = assertRefused(bytes);
    assertTrue(
        failure.getMessage().contains("claims " + Long.toUnsignedString(claimed)),
        failure.getMessage());
  }

  @Test
  void aHeaderOfMoreThanItsLimitIsRefusedEvenIfTheFileIsAsLong() {
    byte[] start =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(100_000_001).array();
    assertThrows(
        Failure.class, () -> Safetensors.read(new ByteArrayInputStream(start), 1L << 40, "f"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':{'dtype':'F64','shape':[1],'data_offsets':[0,8]},'a':{'dtype':'F64','shape':[1],'data_offsets':[8,16]}}|Duplicate field 'a'",
        "{'a':{'dtype':'F64','dtype':'F64','shape':[2],'data_offsets':[0,16]}}|Duplicate field 'dtype'",
        "{'a':{'dtype':'F64','shape':[1],'data_offsets':[0,8]},'b':{'dtype':'F64','shape':[1],'data_offsets':[0,8]}}|tensor b starts at byte 0, expected 8",
        "{'a':{'dtype':'F64','shape':[1],'data_offsets':[8,16]}}|tensor a starts at byte 8, expected 0",
        "{'a':{'dtype':'F64','shape':[1],'data_offsets':[0,8]}}|its tensors end at byte 8 of 16",
        "{'a':{'dtype':'F64','shape':[3],'data_offsets':[0,24]}}|its tensors end at byte 24 of 16",
        "{'a':{'dtype':'F64','shape':[3],'data_offsets':[0,16]}}|tensor a of shape [3] lies at bytes 0 to 16",
        "{'a':{'dtype':'F64','shape':[2],'data_offsets':[16,0]}}|tensor a of shape [2] lies at bytes 16 to 0",
        "{'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}}|tensor a has dtype F32, expected F64",
        "{'a':{'dtype':'F64','shape':[-2],'data_offsets':[0,16]}}|tensor a lists -2, expected 0 or more",
        "{'a':{'dtype':'F64','shape':[2.0],'data_offsets':[0,16]}}|tensor a lists something other than whole numbers",
        "{'a':{'dtype':'F64','shape':[[[[2]]]],'data_offsets':[0,16]}}|tensor a lists something other than whole numbers",
        "{'a':{'dtype':'F64','shape':[99999999999],'data_offsets':[0,16]}}|tensor a is larger than an array can be",
        "{'a':{'dtype':'F64','shape':[2147483000,2147483000,2147483000,4],'data_offsets':[0,16]}}|tensor a is larger than an array can be",
        "{'a':{'dtype':'F64','shape':[2],'data_offsets':[0,99999999999999999999]}}|out of range of long",
        "{'a':{'dtype':'F64','shape':[2],'data_offsets':[0]}}|tensor a has not two data_offsets",
        "{'a':{'dtype':'F64','shape':[2],'data_offsets':[0,16,16]}}|tensor a lists more than 2 numbers",
        "{'a':{'dtype':'F64','data_offsets':[0,16]}}|tensor a has no shape",
        "{'a':{'dtype':'F64','shape':[2]}}|tensor a has not two data_offsets",
        "{'a':{'dtype':'F64','shape':[2],'data_offsets':[0,16],'x':1}}|tensor a has x, expected dtype, shape and data_offsets alone",
        "{'a':3}|tensor a is described by no object",
        "{'__metadata__':{'a':1}}|__metadata__ holds something other than texts",
        "{'__metadata__':1}|__metadata__ is no object",
        "{'a':{'dtype':'F64','shape':[2],'data_offsets':[0,16]}}{}|its header goes on after the closing }",
        "{'a':{'dtype':'F64','shape':[2],'data_offsets':[0,16]}|its header is no JSON: ",
        "[]|its header does not start with {",
        "' {}'|its header does not start with {",
      },
      quoteCharacter = '~')
  void whatDepartsFromTheFormatIsNamed(String header, String expected) {
    Failure failure = assertRefused(file(header.replace('\'', '"'), 1, 2));
    assertTrue(failure.getMessage().contains(expected), failure.getMessage());
  }

  @Test
  void aHeaderInAnotherEncodingIsRefused() {
    byte[] header = "{}".getBytes(StandardCharsets.UTF_16LE);
    ByteBuffer bytes =
        ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header);
    assertRefused(bytes.array());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNotFiniteIsNeitherWrittenNorRead(double value) {
    List<NamedTensor> tensors = List.of(NamedTensor.vector("w", new double[] {1, value}));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Failure failure = assertThrows(Failure.class, () -> Safetensors.write(out, tensors));
    assertEquals(Failure.Kind.TRAINING, failure.kind());
    assertEquals(
        "value 1 of w is " + value + ", expected a finite number; nothing was written",
        failure.getMessage());
    assertEquals(0, out.size());

    byte[] bytes =
        file("{\"w\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]}}", 1, value);
    assertEquals(
        "runs/f cannot be used: value 1 of w is " + value, assertRefused(bytes).getMessage());
  }

  @Test
  void twoTensorsOfOneNameAreNotWritten() {
    NamedTensor tensor = NamedTensor.vector("w", new double[1]);
    assertThrows(IllegalArgumentException.class, () -> written(List.of(tensor, tensor)));
    assertThrows(
        IllegalArgumentException.class,
        () -> written(List.of(NamedTensor.vector("__metadata__", new double[1]))));
  }

  @Test
  void aTensorHoldsWhatItsShapeSays() {
    assertThrows(
        IllegalArgumentException.class, () -> NamedTensor.matrix("w", 2, 3, new double[5]));
    assertThrows(
        IllegalArgumentException.class, () -> new NamedTensor("w", List.of(-1), new double[1]));
  }

  private static byte[] written(List<NamedTensor> tensors) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Safetensors.write(out, tensors);
    return out.toByteArray();
  }

  private static List<NamedTensor> read(byte[] bytes) throws IOException {
    return Safetensors.read(new ByteArrayInputStream(bytes), bytes.length, "runs/f");
  }

  private static Failure assertRefused(byte[] bytes) {
    Failure failure = assertThrows(Failure.class, () -> read(bytes));
    assertEquals(Failure.Kind.DATA, failure.kind());
    assertTrue(failure.getMessage().startsWith("runs/f cannot be used: "), failure.getMessage());
    assertEquals(1, failure.getMessage().lines().count());
    return failure;
  }

  private static byte[] file(String header, double... values) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    for (double value : values) {
      bytes.putDouble(value);
    }
    return bytes.array();
  }

  public static void assertSame(List<NamedTensor> expected, List<NamedTensor> found) {
    assertEquals(
        expected.stream().map(NamedTensor::name).toList(),
        found.stream().map(NamedTensor::name).toList());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).shape(), found.get(i).shape());
      assertArrayEquals(bits(expected.get(i)), bits(found.get(i)));
    }
  }

  private static long[] bits(NamedTensor tensor) {
    return Arrays.stream(tensor.values()).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
