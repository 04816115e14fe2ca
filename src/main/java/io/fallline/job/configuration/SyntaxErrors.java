package io.fallline.job.configuration;

import com.typesafe.config.ConfigException;
import io.fallline.core.failure.Failure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the HOCON parser has to say, in one line. */
final class SyntaxErrors {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");

  private SyntaxErrors() {}

  static Failure unreadable(String file, ConfigException error) {
    String place = error.origin() == null ? file : Places.of(error.origin());
    Matcher reference = REFERENCE.matcher(String.valueOf(error.getMessage()));
    String message =
        error instanceof ConfigException.UnresolvedSubstitution && reference.find()
            ? reference.group()
                + " is neither a key of the configuration nor set in the environment, expected a value"
                + " for it (or ${?…}, which may be absent)"
            : withoutPlace(error);
    return new Failure(Failure.Kind.CONFIGURATION, place + ": " + message, error);
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
