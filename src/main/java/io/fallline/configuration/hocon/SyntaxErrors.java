package io.fallline.configuration.hocon;

import com.typesafe.config.ConfigException;
import io.fallline.core.failure.Failure;
import io.fallline.core.failure.Redaction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the HOCON parser has to say, in one line. */
public final class SyntaxErrors {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");

  private SyntaxErrors() {}

  /**
   * @param text of the file, which decides whether the parser's message may be shown: it quotes
   *     what stands there
   */
  public static Failure unreadable(String file, String text, ConfigException error) {
    String place = error.origin() == null ? file : KeyOrigins.of(error.origin());
    Matcher reference = REFERENCE.matcher(String.valueOf(error.getMessage()));
    if (error instanceof ConfigException.UnresolvedSubstitution && reference.find()) {
      return Failure.configuration(
          place
              + ": "
              + reference.group()
              + " is neither a key of the configuration nor set in the environment, expected a value"
              + " for it (or ${?…}, which may be absent)",
          error);
    }
    if (secretAt(text, error.origin() == null ? -1 : error.origin().lineNumber())) {
      // without the cause, whose message --verbose would print
      return Failure.configuration(
          place
              + ": this line, or one beside it, is no HOCON; it is not shown, for it names a secret");
    }
    return Failure.configuration(place + ": " + withoutPlace(error), error);
  }

  /**
   * Whether a secret is named in a line, or in those beside it, as a string without end goes on.
   *
   * @param line below 1: all lines
   */
  private static boolean secretAt(String text, int line) {
    return line < 1
        ? Redaction.isSecretName(text)
        : text.lines().skip(Math.max(0, line - 3)).limit(4).anyMatch(Redaction::isSecretName);
  }

  /** The parser's message without the origin it begins with. */
  static String withoutPlace(ConfigException error) {
    String message = String.valueOf(error.getMessage()).replaceAll("\\s+", " ");
    if (error.origin() != null) {
      String place = error.origin().description() + ": ";
      message = message.startsWith(place) ? message.substring(place.length()) : message;
    }
    return message;
  }
}
