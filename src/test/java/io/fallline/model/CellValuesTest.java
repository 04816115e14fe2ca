package io.fallline.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.core.math.RandomStream;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts of values, which may be categories. */
class CellValuesTest {
  @ParameterizedTest
  @CsvSource({
    "1.8775842167360512E16, 1.877584216736051E16",
    "-1.9312573349870538E17, -1.9312573349870538E17",
    "2.98023223876953125E-8, 2.9802322387695312E-8",
    "2E23, 2.0E23",
    "1E23, 1.0E23",
    "4.9E-324, 4.9E-324",
    "2.2250738585072014E-308, 2.2250738585072014E-308",
    "1.7976931348623157E308, 1.7976931348623157E308",
    "0.1, 0.1",
    "0.001, 0.001",
    "0.00099, 9.9E-4",
    "-0.25, -0.25",
    "9999999.5, 9999999.5",
    "12345678.5, 1.23456785E7",
    "-0.0, 0",
    "3.0, 3"
  })
  void aNumberHasTheFewestDigitsThatReadAsIt(double value, String text) {
    assertEquals(text, CellValues.text(value));
  }

  @Test
  void theTextOfANumberReadsAsTheSameNumber() {
    RandomStream random = RandomStream.of(5);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertEquals(value, NumberParser.parse(CellValues.text(value)));
      }
    }
  }

  @Test
  void aTimestampHasTheSameTextInEveryTimeZone() {
    TimeZone before = TimeZone.getDefault();
    try {
      for (String zone : new String[] {"UTC", "Asia/Kolkata", "America/New_York"}) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        Timestamp time = Timestamp.from(Instant.parse("2024-03-10T07:30:00Z"));
        assertEquals("2024-03-10T07:30:00Z", CellValues.text(time), zone);
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }
}
