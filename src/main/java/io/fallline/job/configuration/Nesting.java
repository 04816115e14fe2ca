package io.fallline.job.configuration;

import io.fallline.core.failure.Failure;

/**
 * Refuses braces within braces and paths of steps beyond what a person writes, before the parser
 * sees them: it takes memory with the square of their depth.
 */
final class Nesting {
  private static final int DEEPEST = 100;

  private final String text;
  private int at;
  private int brackets;
  private int steps;

  private Nesting(String text) {
    this.text = text;
  }

  /**
   * @param where as messages name it
   */
  static void refuseDeep(String where, String text) {
    Nesting nesting = new Nesting(text);
    while (nesting.at < text.length()) {
      nesting.next();
      if (nesting.brackets > DEEPEST || nesting.steps > DEEPEST) {
        throw Failure.configuration(
            where + ": is nested more than " + DEEPEST + " deep, which no setting is");
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
    } else {
      count(c);
      at++;
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
