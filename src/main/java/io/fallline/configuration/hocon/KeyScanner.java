package io.fallline.configuration.hocon;

import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds every key of a HOCON text with its line, repeated ones included: the parser merges repeats
 * silently and forgets where they stood. The text must be one that the parser has accepted.
 */
public final class KeyScanner {
  /** What stands at a key. */
  public enum Kind {
    /** A value that replaces whatever stood there. */
    VALUE,
    /** Braces, which are merged with what stood there. */
    SECTION,
    /** {@code +=}, or a value that refers to the key itself. */
    APPENDED,
    /** {@code ${?X}} and nothing else: it leaves the earlier value where X is not set. */
    OPTIONAL
  }

  /**
   * One appearance of a key.
   *
   * @param value as it is written
   */
  public record Key(List<String> path, int line, Kind kind, String value) {
    public String name() {
      return ConfigUtil.joinPath(path);
    }
  }

  private final HoconText text;
  private final List<Key> keys = new ArrayList<>();

  private KeyScanner(String text) {
    this.text = new HoconText(text);
  }

  public static List<Key> scan(String text) {
    KeyScanner scanner = new KeyScanner(text);
    scanner.text.skipBlank();
    if (scanner.text.at('{')) {
      scanner.text.take();
    }
    scanner.fields(List.of());
    return scanner.keys;
  }

  /** Reads fields up to the closing brace, and that brace, or up to the end. */
  private void fields(List<String> prefix) {
    while (true) {
      text.skipBlankAndCommas();
      if (text.ended()) {
        return;
      }
      if (text.at('}')) {
        text.take();
        return;
      }
      if (text.atInclude()) {
        text.skipInclude();
      } else {
        field(prefix);
      }
    }
  }

  private void field(List<String> prefix) {
    int line = text.line();
    List<String> path = new ArrayList<>(prefix);
    path.addAll(ConfigUtil.splitPath(text.takeKey()));
    text.skipBlank();
    boolean appends = text.at('+');
    if (appends) {
      text.take();
    }
    if (!text.at('{')) {
      text.take();
      text.skipBlank();
    }
    int place = keys.size();
    int from = text.position();
    Kind kind = value(path);
    keys.add(place, new Key(path, line, appends ? Kind.APPENDED : kind, text.since(from)));
  }

  /** Reads the pieces of a value up to the end of its line, a comma or a closing brace. */
  private Kind value(List<String> path) {
    int pieces = 0;
    int sections = 0;
    int optional = 0;
    boolean refersToItself = false;
    while (!text.atEndOfValue()) {
      pieces++;
      if (text.at('{')) {
        text.take();
        sections++;
        fields(path);
      } else if (text.at('$')) {
        String reference = text.takeSubstitution();
        boolean isOptional = reference.startsWith("?");
        optional += isOptional ? 1 : 0;
        String target = isOptional ? reference.substring(1) : reference;
        refersToItself |= ConfigUtil.splitPath(target).equals(path);
      } else {
        text.takePiece();
      }
      text.skipSpaces();
    }
    if (refersToItself) {
      return Kind.APPENDED;
    }
    if (sections > 0) {
      return Kind.SECTION;
    }
    return pieces == 1 && optional == 1 ? Kind.OPTIONAL : Kind.VALUE;
  }
}
