package io.fallline.data.sources;

import io.fallline.core.failure.Failure;
import java.io.Serializable;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a language writes numbers: 1.234,5 in German. Both marks are settled where the source is
 * opened, so that all executors have the same ones.
 */
final class NumberNotation implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String locale;
  private final char decimal;
  private final char grouping;
  private final Pattern number;

  private NumberNotation(String locale, char decimal, char grouping) {
    this.locale = locale;
    this.decimal = decimal;
    this.grouping = grouping;
    String between = isSpace(grouping) ? "[ \\u00a0\\u202f]" : Pattern.quote("" + grouping);
    this.number =
        Pattern.compile(
            "([+-]?)([0-9]{1,3}(?:"
                + between
                + "[0-9]{3})+|[0-9]*)(?:"
                + Pattern.quote("" + decimal)
                + "([0-9]*))?([eE][+-]?[0-9]+)?");
  }

  /**
   * @param locale as {@code data.options.locale} has it
   * @throws Failure CONFIGURATION if there is no such language, or one with digits of its own
   */
  static NumberNotation of(String locale) {
    Locale language = Locale.forLanguageTag(locale);
    boolean known =
        Arrays.stream(Locale.getISOLanguages()).anyMatch(language.getLanguage()::equals);
    if (!known) {
      throw refused(locale, "a language tag such as \"de-DE\" or \"en-US\"");
    }
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(language);
    char decimal = symbols.getDecimalSeparator();
    if (symbols.getZeroDigit() != '0' || (decimal != ',' && decimal != '.')) {
      throw refused(locale, "a language that writes numbers with the digits 0 to 9");
    }
    return new NumberNotation(locale, decimal, symbols.getGroupingSeparator());
  }

  private static Failure refused(String locale, String expected) {
    return Failure.configuration("data.options.locale is \"" + locale + "\", expected " + expected);
  }

  /** The number as Java writes it; null where the text is none of the language's. */
  String plain(String text) {
    Matcher parts = number.matcher(text.strip());
    if (!parts.matches()) {
      return null;
    }
    String whole = parts.group(2).replaceAll("[^0-9]", "");
    String fraction = parts.group(3) == null ? "" : parts.group(3);
    if (whole.isEmpty() && fraction.isEmpty()) {
      return null;
    }
    return parts.group(1)
        + (whole.isEmpty() ? "0" : whole)
        + (fraction.isEmpty() ? "" : "." + fraction)
        + (parts.group(4) == null ? "" : parts.group(4));
  }

  /** What is expected of a number: {@code a number as de-DE writes it (1.234,5)}. */
  String expected() {
    return "a number as " + locale + " writes it (1" + grouping + "234" + decimal + "5)";
  }

  private static boolean isSpace(char mark) {
    return mark == ' ' || mark == '\u00a0' || mark == '\u202f';
  }
}
