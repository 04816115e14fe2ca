package io.fallline.data.sources;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A csv file whose header is not that of the others, out of what Spark says over several lines. */
final class CsvHeaderMismatch {
  private static final Pattern LENGTHS =
      Pattern.compile("Header length: ([0-9]+), schema size: ([0-9]+)");
  private static final Pattern NAMES =
      Pattern.compile("^Expected: (.*) but found: (.*)$", Pattern.MULTILINE);
  private static final String REMEDY =
      "; files that are read together must have the same columns in the same order";

  private CsvHeaderMismatch() {}

  /** In one line, what was found and expected; empty if the message is about something else. */
  static Optional<String> in(String message) {
    if (!message.contains("CSV header")) {
      return Optional.empty();
    }
    Matcher lengths = LENGTHS.matcher(message);
    if (lengths.find()) {
      return Optional.of(lengths(lengths.group(1), lengths.group(2)));
    }
    Matcher names = NAMES.matcher(message);
    return names.find() ? Optional.of(names(names.group(2), names.group(1))) : Optional.empty();
  }

  /** The first difference between the cells of two headers; empty where there is none. */
  static Optional<String> between(List<String> found, List<String> expected, boolean sensitive) {
    if (found.size() != expected.size()) {
      return Optional.of(
          lengths(Integer.toString(found.size()), Integer.toString(expected.size())));
    }
    for (int i = 0; i < found.size(); i++) {
      String here = found.get(i);
      String there = expected.get(i);
      if (!(sensitive ? here.equals(there) : here.equalsIgnoreCase(there))) {
        return Optional.of(names(here, there));
      }
    }
    return Optional.empty();
  }

  private static String lengths(String found, String expected) {
    return "the header has "
        + columns(found)
        + ", expected "
        + expected
        + " as in the other files"
        + REMEDY;
  }

  private static String names(String found, String expected) {
    return "the header has "
        + (found.isEmpty() ? "a column without a name" : "the column \"" + found + "\"")
        + " where "
        + (expected.isEmpty() ? "one without a name" : "\"" + expected + "\"")
        + " is expected as in the other files"
        + REMEDY;
  }

  private static String columns(String count) {
    return count + (count.equals("1") ? " column" : " columns");
  }
}
