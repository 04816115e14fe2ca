package io.fallline.core.serialization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.network.GradientAggregate;
import java.io.InvalidClassException;
import java.io.Serializable;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeserializationFilterTest {
  @Test
  void whatTasksSendIsRead() {
    GradientAggregate sum = new GradientAggregate(2, 3, 7, new int[] {4, 9}, new float[] {1, -2});
    Object[] sent = {
      new TreeReduction.Node<>(1, 0, sum),
      List.of(1.5, 2L),
      Map.of("a", true),
      new TreeSet<>(List.of(3))
    };
    Object[] read = JavaSerialization.value(JavaSerialization.bytes(sent), Object[].class);
    GradientAggregate back = (GradientAggregate) ((TreeReduction.Node<?>) read[0]).sum();
    assertArrayEquals(sum.gradient(), back.gradient());
    assertEquals(List.of(sent).subList(1, 4), List.of(read).subList(1, 4));
  }

  static Stream<Object> others() throws Exception {
    return Stream.of(
        new PriorityQueue<>(List.of(1)), // calls a comparator of the message's choice
        new URL("http://127.0.0.1/"),
        (Serializable & Runnable) () -> {},
        new IllegalStateException(),
        DataTypes.DoubleType,
        new ArrayList<>(List.of(new StringBuilder("in a list"))));
  }

  @ParameterizedTest
  @MethodSource("others")
  void nothingElseIs(Object other) {
    byte[] bytes = JavaSerialization.bytes(other);
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class, () -> JavaSerialization.value(bytes, Object.class));
    assertInstanceOf(InvalidClassException.class, refused.getCause());
  }

  @Test
  void anArrayTakesNoMoreMemoryThanItsMessageIsLong() {
    byte[] bytes = JavaSerialization.bytes(new double[3]);
    int length = bytes.length - 3 * Double.BYTES - Integer.BYTES;
    bytes[length] = 0x7f;
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class, () -> JavaSerialization.value(bytes, double[].class));
    assertInstanceOf(InvalidClassException.class, refused.getCause());
  }
}
