package io.fallline.report.paths;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes XML, whatever the texts and attributes hold: SVG, and HTML that is XML too. */
final class Xml {
  private final StringBuilder text = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * @param attributes names and values in turn
   */
  Xml open(String element, Object... attributes) {
    begin(element, attributes);
    text.append('>');
    open.push(element);
    return this;
  }

  Xml close() {
    text.append("</").append(open.pop()).append('>');
    return this;
  }

  Xml empty(String element, Object... attributes) {
    begin(element, attributes);
    text.append("/>\n");
    return this;
  }

  Xml element(String element, String content, Object... attributes) {
    open(element, attributes);
    text.append(escaped(content));
    close();
    text.append('\n');
    return this;
  }

  /** What is written as it stands: a line break, or what another has written. */
  Xml raw(String written) {
    text.append(written);
    return this;
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return text.toString();
  }

  private void begin(String element, Object... attributes) {
    text.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      text.append(escaped(attributes[i + 1].toString())).append('"');
    }
  }

  private static String escaped(String content) {
    return content
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
