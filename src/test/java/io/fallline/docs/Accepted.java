package io.fallline.docs;

import io.fallline.configuration.ConfigurationFile;
import io.fallline.core.failure.Failure;
import java.util.List;

/** What values a key takes, in the words in which a value that it does not take is refused. */
final class Accepted {
  /** No key takes both. */
  private static final List<String> UNFIT = List.of("{}", "[[]]");

  private static final String EXPECTED = ", expected ";

  private Accepted() {}

  static String by(String key) {
    for (String value : UNFIT) {
      try {
        ConfigurationFile.parse("none", "data.train = rows.csv", List.of(key + "=" + value));
      } catch (Failure refused) {
        String message = refused.getMessage();
        int words = message.indexOf(EXPECTED);
        if (!message.contains(key) || words < 0) {
          throw new IllegalStateException(key + " is refused without what it takes", refused);
        }
        return message.substring(words + EXPECTED.length()).replaceFirst("; did you mean .*", "");
      }
    }
    throw new IllegalStateException(key + " takes anything");
  }
}
