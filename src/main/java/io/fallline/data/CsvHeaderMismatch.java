package io.fallline.data;

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

  /** In one line, what was found and expected; empty if the message tells of something else. */
  static Optional<String> in(String message) {
    if (!message.contains("CSV header")) {
      return Optional.empty();
    }
    Matcher lengths = LENGTHS.matcher(message);
    if (lengths.find()) {
      return Optional.of(
          "the header has "
              + columns(lengths.group(1))
              + ", expected "
              + lengths.group(2)
              + " as in the other files"
              + REMEDY);
    }
    Matcher names = NAMES.matcher(message);
    return names.find()
        ? Optional.of(
            "the header has the column \""
                + names.group(2)
                + "\" where \""
                + names.group(1)
                + "\" is expected as in the other files"
                + REMEDY)
        : Optional.empty();
  }

  private static String columns(String count) {
    return count + (count.equals("1") ? " column" : " columns");
  }
}
