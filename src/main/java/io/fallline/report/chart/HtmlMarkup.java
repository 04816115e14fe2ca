package io.fallline.report.chart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A writer of HTML and SVG that is also XML: elements are closed in order, and every text and
 * attribute is escaped, wherever it came from.
 */
public final class HtmlMarkup {
  private static final char REPLACEMENT = '\uFFFD';

  private final StringBuilder text = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Begins an element; what follows is within it until {@link #close}.
   *
   * @param attributes their names, in one text, and a value for each; one whose value is null is
   *     left out
   */
  public HtmlMarkup open(String element, Object... attributes) {
    begin(element, attributes);
    text.append('>');
    open.push(element);
    return this;
  }

  public HtmlMarkup close() {
    text.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element that never has content, as HTML's {@code meta} and all of SVG's shapes. */
  public HtmlMarkup empty(String element, Object... attributes) {
    begin(element, attributes);
    text.append("/>");
    return this;
  }

  /**
   * Begins a picture.
   *
   * @param described what it shows, for those who cannot see it
   */
  public HtmlMarkup openSvg(int width, int height, String described) {
    String box = "0 0 " + width + " " + height;
    return open(
        "svg",
        "viewBox width height role aria-label xmlns",
        box,
        width,
        height,
        "img",
        described,
        "http://www.w3.org/2000/svg");
  }

  /** An element with nothing but a text in it. */
  public HtmlMarkup element(String element, String content, Object... attributes) {
    return open(element, attributes).text(content).close();
  }

  public HtmlMarkup text(String content) {
    escape(content, false);
    return this;
  }

  /** What is written as it stands: a style, a script, what another has written. */
  public HtmlMarkup raw(String written) {
    text.append(written);
    return this;
  }

  public HtmlMarkup lineBreak() {
    text.append('\n');
    return this;
  }

  /** All that was written; every element must have been closed. */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return text.toString();
  }

  private void begin(String element, Object... attributes) {
    text.append('<').append(element);
    String[] names = attributes.length == 0 ? new String[0] : attributes[0].toString().split(" ");
    if (attributes.length > 0 && attributes.length != names.length + 1) {
      throw new IllegalArgumentException(
          element
              + " has the attributes "
              + List.of(names)
              + " and "
              + (attributes.length - 1)
              + " values");
    }
    for (int i = 0; i < names.length; i++) {
      if (attributes[i + 1] != null) {
        text.append(' ').append(names[i]).append("=\"");
        escape(attributes[i + 1].toString(), true);
        text.append('"');
      }
    }
  }

  private void escape(String content, boolean inAttribute) {
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      switch (c) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '"' -> text.append(inAttribute ? "&quot;" : "\"");
        default -> text.append(isAllowed(content, i) ? c : REPLACEMENT);
      }
    }
  }

  /** Neither HTML nor XML can have control characters, nor half a pair. */
  private static boolean isAllowed(String content, int at) {
    char c = content.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 < content.length() && Character.isLowSurrogate(content.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at > 0 && Character.isHighSurrogate(content.charAt(at - 1));
    }
    return c == '\n' || c == '\t' || !(Character.isISOControl(c) || c >= '\uFFFE');
  }
}
