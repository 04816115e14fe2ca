package io.fallline.data.sources;

import java.util.List;

/** Lists of messages, which are bounded. */
public final class BoundedListText {
  private BoundedListText() {}

  /**
   * As many as there is room for, and at least one: {@code a, b and 12 more}.
   *
   * @param room characters
   */
  public static String of(List<String> items, String separator, int room) {
    StringBuilder text = new StringBuilder();
    int shown = 0;
    for (String item : items) {
      if (shown > 0 && text.length() + separator.length() + item.length() > room) {
        break;
      }
      text.append(shown == 0 ? "" : separator).append(item);
      shown++;
    }
    int more = items.size() - shown;
    return more == 0 ? text.toString() : text + " and " + more + " more";
  }
}
