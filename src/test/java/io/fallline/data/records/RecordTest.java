package io.fallline.data.records;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.model.Murmur128;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTest {
  private final CanonicalRecordWriter writer = new CanonicalRecordWriter();
  private final CanonicalRecordReader cursor = new CanonicalRecordReader();

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        1,
        -1,
        63,
        64,
        -64,
        -65,
        127,
        32767,
        32768,
        -32769,
        2147483647,
        2147483648.0,
        0.5,
        0.1,
        1e-300,
        1e150,
        3.4028234663852886e38,
        Double.MIN_VALUE,
        16777217
      })
  void everyNumberIsReadAsItWasWritten(double value) {
    writer.start();
    writer.number(value);
    writer.number(-value);
    writer.number(Double.NaN);
    writer.text("ünï😀");
    RecordSlice record = writer.finish(2.5);
    cursor.open(record);
    assertEquals(value, cursor.number());
    assertEquals(-value + 0.0, cursor.number());
    assertTrue(Double.isNaN(cursor.number()));
    assertTrue(cursor.atText());
    assertEquals("ünï😀", cursor.text());
    assertEquals(2.5, record.weight());
  }

  @Test
  void minusZeroIsZeroAndAMissingTextIsNull() {
    writer.start();
    writer.number(-0.0);
    byte[] minus = writer.finish(-0.0).copy();
    writer.start();
    writer.number(0.0);
    assertArrayEquals(writer.finish(0).copy(), minus);
    writer.start();
    writer.missing();
    cursor.open(writer.finish(1));
    assertNull(cursor.text());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5, 99, 100, 200})
  void vectorsAreReadByTheirElementsThatAreNotZero(int stored) {
    int[] indices = new int[stored];
    double[] values = new double[stored];
    for (int i = 0; i < stored; i++) {
      indices[i] = i * 200 / stored;
      values[i] = i + 0.25;
    }
    writer.start();
    writer.vector(200, indices, values, stored);
    writer.number(7);
    cursor.open(writer.finish(1));
    assertEquals(200, cursor.openVector());
    for (int i = 0; i < stored; i++) {
      assertEquals(indices[i], cursor.nextElement());
      assertEquals(values[i], cursor.number());
    }
    assertEquals(-1, cursor.nextElement());
    assertEquals(7, cursor.number());
  }

  @Test
  void recordsOfEqualContentDifferInTheirWeightOnlyAndSortByIt() {
    RecordSlice light = weighted(0.5);
    RecordSlice heavy = weighted(300);
    assertEquals(light.hashHigh(), heavy.hashHigh());
    assertEquals(light.hashLow(), heavy.hashLow());
    assertTrue(Arrays.compareUnsigned(light.copy(), heavy.copy()) < 0);
  }

  private static RecordSlice weighted(double weight) {
    CanonicalRecordWriter writer = new CanonicalRecordWriter();
    writer.start();
    writer.number(1);
    return writer.finish(weight);
  }

  /** The values of the published implementation for seed 0. */
  @Test
  void theHashIsMurmur3() {
    Murmur128 murmur = new Murmur128();
    byte[] text = "The quick brown fox jumps over the lazy dog".getBytes(StandardCharsets.US_ASCII);
    murmur.hash(text, 0, text.length);
    assertEquals(
        "e34bbc7bbc071b6c7a433ca9c49a9347",
        String.format("%016x%016x", murmur.first(), murmur.second()));
    murmur.hash(text, 0, 0);
    assertEquals(0, murmur.first());
    murmur.hash(text, 0, text.length - 1);
    assertNotEquals(0, murmur.first());
  }
}
