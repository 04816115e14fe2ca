package io.fallline.configuration;

import com.typesafe.config.ConfigObject;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Types of keys of the section {@code data} that no other section has. */
final class DataKeyTypes {
  private DataKeyTypes() {}

  /** At least one path, or name of a table. */
  static final class TrainingPaths implements KeyType<List<String>> {
    private static final String EXPECTED = "a path or a list of paths";

    @Override
    public List<String> read(SectionReader data, DeclaredKey key) {
      List<String> paths = data.textOrTexts(key.name(), EXPECTED);
      if (paths.isEmpty()) {
        throw data.refused(key.name(), EXPECTED);
      }
      return paths;
    }
  }

  /** A list of different names of columns. */
  static final class ColumnNames implements KeyType<List<String>> {
    @Override
    public List<String> read(SectionReader data, DeclaredKey key) {
      return data.columns(key.name());
    }
  }

  /** Options of Spark's reader, which have dots in their names that HOCON reads as sections. */
  static final class ReaderOptions implements KeyType<Map<String, String>> {
    @Override
    public Map<String, String> read(SectionReader data, DeclaredKey key) {
      Map<String, String> options = new TreeMap<>();
      collect("", data.section(key.name()), options);
      return options;
    }

    private static void collect(String prefix, SectionReader section, Map<String, String> options) {
      for (String key : section.keys()) {
        if (section.value(key) instanceof ConfigObject) {
          collect(prefix + key + ".", section.section(key), options);
        } else if (!section.isNull(key)) {
          options.put(prefix + key, section.anyText(key, "a text, a number or a flag"));
        }
      }
    }
  }

  /** A power of two; empty: auto, from the row count. */
  static final class ShardCount implements KeyType<OptionalInt> {
    private static final long MOST = 1 << 20;
    private static final String EXPECTED = "a power of two up to " + MOST + ", or auto";

    @Override
    public OptionalInt read(SectionReader data, DeclaredKey key) {
      if (data.isAuto(key.name())) {
        return OptionalInt.empty();
      }
      return OptionalInt.of(
          (int)
              data.whole(key.name(), EXPECTED, n -> n >= 1 && n <= MOST && Long.bitCount(n) == 1));
    }
  }
}
