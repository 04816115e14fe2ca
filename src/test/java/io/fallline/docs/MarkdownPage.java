package io.fallline.docs;

/** Lines of Markdown. */
final class MarkdownPage {
  private final StringBuilder text = new StringBuilder();

  void lines(String... lines) {
    for (String line : lines) {
      text.append(line).append('\n');
    }
  }

  void heading(String heading) {
    lines("", heading, "");
  }

  /** Begins a table. */
  void columns(String... names) {
    row(names);
    lines("|" + "---|".repeat(names.length));
  }

  void row(String... cells) {
    lines("| " + String.join(" | ", cells) + " |");
  }

  String text() {
    return text.toString();
  }

  static String code(String text) {
    return "`" + text + "`";
  }

  /** As a cell of a table has it. */
  static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
