package io.fallline.core.failure;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes a message safe to print whatever it quotes: one line of bounded length, without secrets,
 * and with nothing that a terminal would take for a command.
 */
public final class MessageSanitizer {
  /** Characters of a message; what is longer loses its middle. */
  public static final int LONGEST = 1500;

  private static final int KEPT_OF_THE_END = 400;

  /** Control characters, line ends, halves of pairs, and what turns the direction of writing. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private MessageSanitizer() {}

  public static String of(String message) {
    return shortened(visible(Redaction.redacted(message.strip())));
  }

  private static String visible(String message) {
    return message
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> INVISIBLE.matcher(line.stripLeading()).replaceAll(MessageSanitizer::escaped))
        .map(String::stripTrailing)
        .collect(Collectors.joining("; "));
  }

  private static String escaped(MatchResult found) {
    int c = found.group().codePointAt(0);
    String digits = c > 0xffff ? "\\u{%x}" : "\\u%04x";
    return Matcher.quoteReplacement(c == '\t' ? "\\t" : String.format(Locale.ROOT, digits, c));
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
