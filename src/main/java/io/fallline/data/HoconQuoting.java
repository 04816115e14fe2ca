package io.fallline.data;

/** Texts of messages as a configuration reads them when they are pasted. */
final class HoconQuoting {
  private HoconQuoting() {}

  /** In quotes, where only these two signs mean something else than themselves. */
  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
