package io.fallline.configuration.hocon;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import io.fallline.configuration.hocon.KeyScanner.Key;
import io.fallline.core.failure.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration's values, with the defaults filled in and references resolved, and where each key
 * was set. Variables of the environment stand in where <code>${…}</code> names no key.
 */
public record HoconDocument(Config values, KeyOrigins origins) {

  /**
   * Reads a text.
   *
   * @param file what messages name, and what the paths of includes are relative to
   * @param overrides what the command line sets; the last one of a key counts
   * @throws Failure (configuration) if the text is no HOCON or beyond its limits
   */
  public static HoconDocument parse(
      String file, String text, List<CommandLineSetting> overrides, Config defaults) {
    TextLimits.refuseExcess(file, text);
    try {
      Config given = ConfigFactory.parseString(text, Includes.of(file));
      List<Key> keys = KeyScanner.scan(text);
      DuplicateKeys.refuse(file, keys);
      ReferenceExpansionLimit.refuseVast(file, keys, text.length());
      for (CommandLineSetting override : overrides) {
        given = override.over(given);
      }
      Map<String, Integer> lines = new HashMap<>();
      keys.forEach(key -> lines.put(key.name(), key.line()));
      return new HoconDocument(
          given.withFallback(defaults).resolve(), new KeyOrigins(file, lines, overrides));
    } catch (ConfigException e) {
      throw SyntaxErrors.unreadable(file, text, e);
    } catch (StackOverflowError e) {
      // the parser calls itself for every bracket and every step of a path
      throw Failure.configuration(file + ": is nested too deeply", e);
    }
  }

  /**
   * Takes values that stand in no file.
   *
   * @param origin what messages name in place of a file
   * @param settings numbers, flags, texts and lists of them, by key
   */
  public static HoconDocument of(String origin, Map<String, ?> settings, Config defaults) {
    try {
      Config given = ConfigFactory.parseMap(settings, origin);
      return new HoconDocument(
          given.withFallback(defaults).resolve(), new KeyOrigins(origin, Map.of(), List.of()));
    } catch (ConfigException e) {
      throw SyntaxErrors.unreadable(origin, "", e);
    }
  }

  /**
   * Refuses a key that is set twice, however it is spelt. Sections may be repeated, as may {@code
   * +=}, and <code>key = ${?VARIABLE}</code> may follow the value that it replaces.
   */
  public static final class DuplicateKeys {
    private final String file;
    private final Map<String, Integer> values = new HashMap<>();
    private final Map<String, Integer> sections = new HashMap<>();

    private DuplicateKeys(String file) {
      this.file = file;
    }

    public static void refuse(String file, List<Key> keys) {
      DuplicateKeys seen = new DuplicateKeys(file);
      keys.forEach(seen::meet);
    }

    private void meet(Key key) {
      for (int length = 1; length < key.path().size(); length++) {
        String section = ConfigUtil.joinPath(key.path().subList(0, length));
        refuseSecond(section, key.line(), values);
        sections.putIfAbsent(section, key.line());
      }
      switch (key.kind()) {
        case SECTION -> {
          refuseSecond(key.name(), key.line(), values);
          sections.putIfAbsent(key.name(), key.line());
        }
        case VALUE -> {
          refuseSecond(key.name(), key.line(), values);
          refuseSecond(key.name(), key.line(), sections);
          values.put(key.name(), key.line());
        }
        case APPENDED -> values.putIfAbsent(key.name(), key.line());
        case OPTIONAL -> {}
      }
    }

    private void refuseSecond(String name, int line, Map<String, Integer> earlier) {
      Integer first = earlier.get(name);
      if (first != null) {
        throw Failure.configuration(
            "%s:%s: %s is set a second time, first in line %s; keep one of them",
            file, line, name, first);
      }
    }
  }
}
