package io.fallline.configuration.hocon;

/**
 * A reading position in a HOCON text that knows its line, and what strings, comments and brackets
 * are.
 */
final class HoconText {
  private final String text;
  private int position;
  private int line = 1;

  HoconText(String text) {
    this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  int line() {
    return line;
  }

  int position() {
    return position;
  }

  String since(int from) {
    return text.substring(from, position);
  }

  boolean ended() {
    return position >= text.length();
  }

  boolean at(char expected) {
    return !ended() && text.charAt(position) == expected;
  }

  private boolean at(String expected) {
    return text.startsWith(expected, position);
  }

  /** {@code include} is a statement where it begins a field and no separator follows. */
  boolean atInclude() {
    return text.substring(position, Math.min(text.length(), position + 400))
        .matches("(?s)include[ \\t(]+[\"a-z].*");
  }

  char take() {
    char taken = text.charAt(position++);
    if (taken == '\n') {
      line++;
    }
    return taken;
  }

  void skipSpaces() {
    while (!ended() && !at('\n') && isSpace(text.charAt(position))) {
      take();
    }
  }

  /** Skips spaces, line ends and comments. */
  void skipBlank() {
    while (!ended()) {
      if (at('#') || at("//")) {
        skipLine();
      } else if (isSpace(text.charAt(position))) {
        take();
      } else {
        return;
      }
    }
  }

  void skipBlankAndCommas() {
    skipBlank();
    while (at(',')) {
      take();
      skipBlank();
    }
  }

  /** Skips {@code include required(file("…"))}, and not what may follow on its line. */
  void skipInclude() {
    while (!at('"')) {
      take();
    }
    takeQuoted();
    skipSpaces();
    while (at(')')) {
      take();
      skipSpaces();
    }
  }

  void skipLine() {
    while (!ended() && !at('\n')) {
      take();
    }
  }

  /** A key's text, quotes included, up to its separator or line end. */
  String takeKey() {
    int from = position;
    while (!ended() && !at('\n') && "=:{+#".indexOf(text.charAt(position)) < 0 && !at("//")) {
      takePiece();
    }
    return text.substring(from, position).strip();
  }

  boolean atEndOfValue() {
    return ended() || at('\n') || at(',') || at('}') || at(']') || at('#') || at("//");
  }

  /** The inside of <code>${…}</code>. */
  String takeSubstitution() {
    take();
    take();
    int from = position;
    while (!at('}')) {
      takePiece();
    }
    take();
    return text.substring(from, position - 1).strip();
  }

  /** One string, bracketed list or single character. */
  void takePiece() {
    if (at("\"\"\"")) {
      takeTripleQuoted();
    } else if (at('"')) {
      takeQuoted();
    } else if (at('[') || at('{')) {
      takeBracketed();
    } else {
      take();
    }
  }

  private void takeQuoted() {
    take();
    while (!at('"')) {
      if (take() == '\\') {
        take();
      }
    }
    take();
  }

  private void takeTripleQuoted() {
    int end = text.indexOf("\"\"\"", position + 3) + 3;
    while (end < text.length() && text.charAt(end) == '"') {
      end++; // quotes before the last three belong to the string
    }
    while (position < end) {
      take();
    }
  }

  private void takeBracketed() {
    char closing = take() == '[' ? ']' : '}';
    skipBlank();
    while (!at(closing)) {
      takePiece();
      skipBlank();
    }
    take();
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }
}
