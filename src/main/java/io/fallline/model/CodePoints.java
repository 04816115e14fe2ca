package io.fallline.model;

import java.io.Serializable;
import java.util.Comparator;

/**
 * The order of texts by code point, which is that of their UTF-8 bytes; {@link String#compareTo}
 * differs on surrogates.
 */
public final class CodePoints {
  public static final Comparator<String> ORDER = new ByCodePoint();

  /** A class of its own, as sets in this order travel between tasks and driver. */
  private static final class ByCodePoint implements Comparator<String>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(String a, String b) {
      int common = Math.min(a.length(), b.length());
      for (int i = 0; i < common; i++) {
        char x = a.charAt(i);
        char y = b.charAt(i);
        if (x != y) {
          boolean mixed = Character.isSurrogate(x) != Character.isSurrogate(y);
          return mixed
              ? Boolean.compare(Character.isSurrogate(x), Character.isSurrogate(y))
              : Character.compare(x, y);
        }
      }
      return Integer.compare(a.length(), b.length());
    }
  }

  private CodePoints() {}
}
