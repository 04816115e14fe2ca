package io.fallline.data.sources;

import com.fasterxml.jackson.core.io.NumberInput;

/**
 * Numbers as most texts have them: digits, a point, signs, an exponent, and nothing around them.
 * Whatever is read here is what {@link io.fallline.model.NumberParser} reads.
 */
final class PlainNumbers {
  private PlainNumbers() {}

  /** NaN where the text is no such number; it may be one that is written in another way. */
  static double parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPart(text.charAt(i))) {
        return Double.NaN;
      }
    }
    try {
      return text.isEmpty() ? Double.NaN : NumberInput.parseDouble(text, true);
    } catch (NumberFormatException none) {
      return Double.NaN;
    }
  }

  /**
   * @param length of the text, which begins the array
   */
  static double parse(char[] text, int length) {
    for (int i = 0; i < length; i++) {
      if (!isPart(text[i])) {
        return Double.NaN;
      }
    }
    try {
      return length == 0 ? Double.NaN : NumberInput.parseDouble(text, 0, length, true);
    } catch (NumberFormatException none) {
      return Double.NaN;
    }
  }

  private static boolean isPart(char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
  }
}
