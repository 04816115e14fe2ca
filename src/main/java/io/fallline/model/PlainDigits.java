package io.fallline.model;

import io.fallline.core.failure.Failure;
import java.util.regex.Pattern;

/**
 * The check that a number in a name is in the digits 0 to 9. Earlier versions wrote such names on
 * machines whose language has digits of its own; to skip them would be to start over.
 */
public final class PlainDigits {
  private PlainDigits() {}

  /**
   * @param directory where the name is, for the message
   * @param plain what the name would match if its digits were 0 to 9
   * @throws Failure (data) if it does not, but would
   */
  public static void require(String directory, String name, Pattern plain) {
    String rewritten = rewritten(name);
    if (!rewritten.equals(name) && plain.matcher(rewritten).matches()) {
      throw Failure.data(
          "%s/%s: its number is not in the digits 0 to 9, but in those of a machine's language, as an "
              + "earlier version wrote it; rename it to %s, or move it away",
          directory, name, rewritten);
    }
  }

  private static String rewritten(String name) {
    StringBuilder plain = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> plain.appendCodePoint(Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
    return plain.toString();
  }
}
