package io.fallline.data.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.model.NumberParser;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainNumbersTest {
  private static final String PARTS = "0123456789.-+eE";
  private final Random random = new Random(18);

  @Test
  void aPlainNumberIsTheOneThatIsReadElsewhere() {
    for (int i = 0; i < 200_000; i++) {
      same(Double.toString(Double.longBitsToDouble(random.nextLong())));
      same(Float.toString(Float.intBitsToFloat(random.nextInt())));
      same(Integer.toString(random.nextInt() >> random.nextInt(32)));
      same(digits(random.nextInt(40)) + "." + digits(random.nextInt(40)));
      same(digits(25) + "e" + (random.nextInt(700) - 350));
    }
  }

  @Test
  void numbersHalfwayBetweenTwoAreRoundedToEven() {
    for (int i = 0; i < 20_000; i++) {
      double value = Math.abs(Double.longBitsToDouble(random.nextLong()));
      if (value < 1e300 && value > 1e-300) {
        BigDecimal half =
            new BigDecimal(value)
                .add(new BigDecimal(Math.nextUp(value)))
                .divide(BigDecimal.valueOf(2));
        same(half.toString());
        same(half + "1");
      }
    }
  }

  @Test
  void textsOfTheSameCharactersThatAreNoNumbersAreNone() {
    int numbers = 0;
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(9); length > 0; length--) {
        text.append(PARTS.charAt(random.nextInt(PARTS.length())));
      }
      same(text.toString());
      numbers += NumberParser.parse(text.toString()) == null ? 0 : 1;
    }
    assertTrue(numbers > 2_000, numbers + " were numbers");
  }

  @Test
  void whatIsWrittenInAnotherWayIsLeftToOthers() {
    for (String text :
        new String[] {"", " 1", "1 ", "1d", "0x1p3", "NaN", "inf", "1,5", "٣", "1_0"}) {
      assertTrue(Double.isNaN(PlainNumbers.parse(text)), text);
    }
  }

  private String digits(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append((char) ('0' + random.nextInt(10)));
    }
    return text.toString();
  }

  private static void same(String text) {
    Double expected = NumberParser.parse(text);
    assertEquals(
        Double.doubleToRawLongBits(expected == null ? Double.NaN : expected),
        Double.doubleToRawLongBits(PlainNumbers.parse(text)),
        text);
  }
}
