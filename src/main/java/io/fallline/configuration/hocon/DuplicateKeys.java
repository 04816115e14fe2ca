package io.fallline.configuration.hocon;

import com.typesafe.config.ConfigUtil;
import io.fallline.configuration.hocon.KeyScanner.Key;
import io.fallline.core.failure.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Refuses a key that is set twice, however it is spelt. Sections may be repeated, as may {@code
 * +=}, and <code>key = ${?VARIABLE}</code> may follow the value that it replaces.
 */
public final class DuplicateKeys {
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
          file
              + ":"
              + line
              + ": "
              + name
              + " is set a second time, first in line "
              + first
              + "; keep one of them");
    }
  }
}
