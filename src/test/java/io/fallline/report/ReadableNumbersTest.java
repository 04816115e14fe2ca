package io.fallline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadableNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "0.001, 0.001",
    "0.12345, 0.1235",
    "-0.12345, -0.1235",
    "0.0001, 0.0001",
    "0.00009, 9e-5",
    "1.23456e-7, 1.235e-7",
    "12.3456, 12.35",
    "99999, 100000",
    "12345, 12350",
    "1234567, 1235000",
    "12345678, 1.235e7",
    "1e300, 1e300",
    "4.9e-324, 4.941e-324",
    "NaN, NaN",
    "Infinity, Infinity",
    "-Infinity, -Infinity"
  })
  void numbersHaveFourSignificantDigits(double number, String expected) {
    assertEquals(expected, ReadableNumbers.significant(number));
  }

  @ParameterizedTest
  @CsvSource({
    "0, '0'",
    "45671, '45,671'",
    "209847, '209,847'",
    "1234567890, '1,234,567,890'",
    "45670.5, '45,670.5'",
    "12.3456, '12.35'",
    "1e300, '1e300'",
    "NaN, NaN"
  })
  void amountsAreExactWhereTheyAreCounts(double number, String expected) {
    assertEquals(expected, ReadableNumbers.amount(number));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0/s",
    "3.14159, 3.1/s",
    "99.94, 99.9/s",
    "99.96, 100/s",
    "950.4, 950/s",
    "999.94, 1000/s",
    "999.96, 1.0k/s",
    "41234, 41.2k/s",
    "1234567, 1.2M/s",
    "2.5e9, 2.5G/s",
    "NaN, -/s",
    "Infinity, -/s"
  })
  void ratesHaveAUnit(double number, String expected) {
    assertEquals(expected, ReadableNumbers.perSecond(number));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0s",
    "4.2, 4.2s",
    "9.94, 9.9s",
    "9.96, 10s",
    "59.4, 59s",
    "59.6, 1m00s",
    "192, 3m12s",
    "3599.6, 1h00m",
    "3725, 1h02m",
    "86399, 1d00h",
    "183600, 2d03h",
    "NaN, -",
    "-1, -"
  })
  void durationsHaveTheirTwoLargestUnits(double seconds, String expected) {
    assertEquals(expected, ReadableNumbers.duration(seconds));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "999, 999", "'1437', '1,437'", "3000000, '3,000,000'"})
  void countsHaveTheirThousandsSetApart(long number, String expected) {
    assertEquals(expected, ReadableNumbers.count(number));
  }
}
