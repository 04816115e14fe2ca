package io.fallline.data.sources;

/** Texts of messages as a configuration reads them when they are pasted. */
public final class HoconQuoting {
  private HoconQuoting() {}

  /** In quotes, where only these two signs mean something else than themselves. */
  public static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
