package io.fallline.data.sources;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.model.BadRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class LibsvmLineTest {
  private static final List<String> PIECES =
      List.of(
          "1",
          "0",
          "7",
          "-1",
          "+1",
          "2.5",
          "1e-3",
          ":",
          ":",
          ":",
          " ",
          " ",
          " ",
          "\t",
          "\f",
          "\r",
          "\n",
          "\u000b",
          "#",
          "nan",
          "inf",
          "qid",
          "é",
          "\u2028",
          "\u0085",
          "٣",
          "0.1",
          "1:1",
          "2:1",
          " 3:4",
          " 5:-0.25",
          " 6:0",
          " 9:-0",
          "2147483647",
          "123456789",
          "1234567890",
          "1e400",
          "\u0000");

  private final Random random = new Random(18);

  @Test
  void whatIsReadIsWhatTheParserReads() {
    int read = 0;
    for (int i = 0; i < 300_000; i++) {
      String text = i % 3 == 0 ? odd() : usual(i % 3 == 1);
      read += same(text, 1 + random.nextInt(9), random.nextInt(2)) ? 1 : 0;
    }
    assertTrue(read > 100_000, read + " were read");
  }

  @Test
  void largestIndicesAndIgnoredLinesAreThoseThatTheParserHas() {
    LibsvmLine line = new LibsvmLine(0, 0);
    Pattern ignored = Pattern.compile(LibsvmTable.IGNORED);
    for (int i = 0; i < 300_000; i++) {
      String text = odd();
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertEquals(LibsvmParser.largestIndex(text), line.largestIndex(bytes), text);
      assertEquals(ignored.matcher(text).find(), LibsvmLine.isIgnored(bytes), text);
    }
  }

  @Test
  void bytesThatAreNoTextAreLeftToTheParser() {
    byte[] bytes = {'1', ' ', '1', ':', (byte) 0xff};
    assertEquals(false, new LibsvmLine(3, 1).read(bytes));
    assertEquals(1, new LibsvmLine(3, 1).largestIndex(bytes));
  }

  /** Whether the line was read without the parser. */
  private static boolean same(String text, int size, int base) {
    LibsvmLine line = new LibsvmLine(size, base);
    if (!line.read(text.getBytes(StandardCharsets.UTF_8))) {
      return false;
    }
    Row expected;
    try {
      expected = new LibsvmParser(size, base, true).parse(RowFactory.create(text));
    } catch (BadRow bad) {
      throw new AssertionError("\"" + text + "\" was read: " + bad.getMessage(), bad);
    }
    SparseVector vector = (SparseVector) expected.get(1);
    assertEquals(expected.getDouble(0), line.label(), text);
    assertEquals(vector.size(), line.size(), text);
    assertArrayEquals(vector.indices(), Arrays.copyOf(line.indices(), line.stored()), text);
    assertArrayEquals(vector.values(), Arrays.copyOf(line.values(), line.stored()), text);
    return true;
  }

  private String odd() {
    StringBuilder text = new StringBuilder();
    for (int pieces = random.nextInt(8); pieces > 0; pieces--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private String usual(boolean whole) {
    StringBuilder text = new StringBuilder().append(random.nextInt(3) - 1);
    int index = random.nextInt(2);
    for (int pairs = random.nextInt(5); pairs > 0; pairs--) {
      index += random.nextInt(4);
      Object value = whole ? random.nextInt(3) : (Object) random.nextGaussian();
      text.append(random.nextInt(9) == 0 ? "\t " : " ").append(index).append(":").append(value);
    }
    return text.append(random.nextInt(9) == 0 ? " # 1:1" : "").toString();
  }
}
