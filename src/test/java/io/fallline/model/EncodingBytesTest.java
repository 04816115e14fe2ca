package io.fallline.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.configuration.DataSection.Scaling;
import io.fallline.core.loss.LabelKind;
import io.fallline.core.serialization.JavaSerialization;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An encoding on its way from the driver to a task. */
class EncodingBytesTest {
  private static final double[] UNUSUAL = {
    -0.0, 0, Double.MIN_VALUE, -Double.MAX_VALUE, 0.1, Math.nextUp(0.1), Double.NaN, 1e-300
  };

  static List<Encoding> encodings() {
    double[] random = new Random(6).doubles(70_000, -1e9, 1e9).toArray();
    return List.of(
        encoding(null, null, UNUSUAL, UNUSUAL),
        encoding(LabelClasses.ofTexts(List.of("no", "yes")), UNUSUAL, random, random),
        encoding(LabelClasses.ofNumbers(List.of(1.0, 2.5)), random, random, UNUSUAL),
        encoding(null, new double[0], new double[0], new double[0]));
  }

  private static Encoding encoding(
      LabelClasses classes, double[] fill, double[] center, double[] scale) {
    return new Encoding(
        "label",
        classes == null ? null : "weight",
        null,
        classes == null ? LabelKind.NUMBER : LabelKind.CLASS,
        List.of(
            InputColumn.vector("v", center.length),
            InputColumn.categorical("c", List.of("a", "ä")),
            InputColumn.hashed("h")),
        9,
        fill == null ? MissingValues.ERROR : MissingValues.MEAN,
        Scaling.STANDARD,
        false,
        classes,
        fill,
        center,
        scale);
  }

  private static EncodingBytes sent(Encoding encoding) {
    return JavaSerialization.value(
        JavaSerialization.bytes(new EncodingBytes(encoding)), EncodingBytes.class);
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void whatArrivesIsWhatWasSent(Encoding expected) throws ReflectiveOperationException {
    requireSame(expected, new EncodingBytes(expected).encoding());
    requireSame(expected, sent(expected).encoding());
  }

  private static void requireSame(Encoding expected, Encoding found)
      throws ReflectiveOperationException {
    assertNotSame(expected, found);
    for (RecordComponent component : Encoding.class.getRecordComponents()) {
      String name = component.getName();
      Object one = component.getAccessor().invoke(expected);
      Object other = component.getAccessor().invoke(found);
      if (one instanceof double[] numbers) {
        assertArrayEquals(bits(numbers), bits((double[]) other), name);
      } else if (one instanceof LabelClasses classes) {
        assertEquals(classes.kind(), ((LabelClasses) other).kind());
        assertEquals(classes.names(), ((LabelClasses) other).names());
      } else {
        assertEquals(one, other, name);
      }
    }
  }

  private static long[] bits(double[] numbers) {
    return Arrays.stream(numbers).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  @Test
  void encodingsThatDifferInABitOfANumberArriveDifferent() {
    double[] other = UNUSUAL.clone();
    other[1] = -0.0;
    Encoding one = sent(encoding(null, null, UNUSUAL, UNUSUAL)).encoding();
    Encoding another = sent(encoding(null, null, UNUSUAL, other)).encoding();
    assertArrayEquals(bits(one.center()), bits(another.center()));
    assertNotEquals(Arrays.toString(one.scale()), Arrays.toString(another.scale()));
  }

  @Test
  void laterChangesToTheArraysThatWereSentDoNotArrive() {
    double[] center = {1, 2, 3};
    EncodingBytes bytes = new EncodingBytes(encoding(null, null, center, center.clone()));
    center[0] = 9;
    assertArrayEquals(new double[] {1, 2, 3}, bytes.encoding().center());
  }

  @Test
  void itIsReadOnce() {
    EncodingBytes bytes = sent(encodings().get(0));
    assertSame(bytes.encoding(), bytes.encoding());
  }
}
