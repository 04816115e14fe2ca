package io.fallline.configuration.hocon;

import io.fallline.core.failure.Failure;

/**
 * Refuses braces within braces, paths of steps and single values beyond what a person writes,
 * before the parser sees them: it takes memory with the square of their depth or length.
 */
public final class TextLimits {
  private static final int DEEPEST = 100;
  private static final int LONGEST = 10_000;

  private final String text;
  private int at;
  private int brackets;
  private int steps;
  private int valueStart;

  private TextLimits(String text) {
    this.text = text;
  }

  /**
   * @param where as messages name it
   */
  public static void refuseExcess(String where, String text) {
    TextLimits limits = new TextLimits(text);
    while (limits.at < text.length()) {
      limits.next();
      if (limits.brackets > DEEPEST || limits.steps > DEEPEST) {
        throw Failure.configuration(
            where + ": is nested more than " + DEEPEST + " deep, which no setting is");
      }
      if (limits.at - limits.valueStart > LONGEST) {
        throw Failure.configuration(
            where + ": a key or value has more than " + LONGEST + " characters, which none needs");
      }
    }
  }

  private void next() {
    char c = text.charAt(at);
    if (text.startsWith("\"\"\"", at)) {
      skipPast("\"\"\"", at + 3);
    } else if (c == '"') {
      skipString();
    } else if (c == '#' || text.startsWith("//", at)) {
      skipPast("\n", at);
      valueStart = at;
    } else {
      count(c);
      at++;
      valueStart = ",=:\n".indexOf(c) >= 0 ? at : valueStart;
    }
  }

  private void count(char c) {
    switch (c) {
      case '[', '{' -> brackets++;
      case ']', '}' -> brackets--;
      case '.' -> steps++;
      default -> {}
    }
    steps = Character.isWhitespace(c) || "[]{},=:+".indexOf(c) >= 0 ? 0 : steps;
  }

  private void skipString() {
    at++;
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  private void skipPast(String end, int from) {
    int found = text.indexOf(end, from);
    at = found < 0 ? text.length() : found + end.length();
  }
}
