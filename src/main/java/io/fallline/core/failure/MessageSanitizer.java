package io.fallline.core.failure;

import java.util.Locale;

/**
 * Makes a message safe to print whatever it quotes: one line of bounded length, without secrets,
 * and with nothing that a terminal would take for a command.
 */
public final class MessageSanitizer {
  /** Characters of a message; what is longer loses its middle. */
  public static final int LONGEST = 1500;

  private static final int KEPT_OF_THE_END = 400;

  private MessageSanitizer() {}

  public static String of(String message) {
    return shortened(visible(Redaction.redacted(message.strip())));
  }

  private static String visible(String message) {
    StringBuilder line = new StringBuilder(message.length());
    int at = 0;
    while (at < message.length()) {
      int c = message.codePointAt(at);
      if (isLineBreak(c)) {
        at = afterBlank(message, at);
        trimEnd(line);
        line.append("; ");
      } else {
        append(line, c);
        at += Character.charCount(c);
      }
    }
    return line.toString();
  }

  private static void append(StringBuilder line, int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT, // turns the direction of writing, or hides
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          line.append(
              c == '\t'
                  ? "\\t"
                  : String.format(Locale.ROOT, c > 0xffff ? "\\u{%x}" : "\\u%04x", c));
      default -> line.appendCodePoint(c);
    }
  }

  private static void trimEnd(StringBuilder line) {
    int end = line.length();
    while (end > 0 && Character.isWhitespace(line.charAt(end - 1))) {
      end--;
    }
    line.setLength(end);
  }

  private static boolean isLineBreak(int c) {
    return c == '\n' || c == '\r';
  }

  private static int afterBlank(String message, int from) {
    int at = from;
    while (at < message.length() && Character.isWhitespace(message.charAt(at))) {
      at++;
    }
    return at;
  }

  private static String shortened(String line) {
    if (line.length() <= LONGEST) {
      return line;
    }
    String end = line.substring(whole(line, line.length() - KEPT_OF_THE_END));
    String start = line.substring(0, whole(line, LONGEST - end.length() - 3));
    return start + " … " + end;
  }

  /** Not between the halves of a pair. */
  private static int whole(String line, int at) {
    return Character.isLowSurrogate(line.charAt(at)) ? at - 1 : at;
  }
}
