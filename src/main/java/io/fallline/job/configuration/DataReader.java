package io.fallline.job.configuration;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.fallline.job.configuration.DataSection.LabelScaling;
import io.fallline.job.configuration.DataSection.Missing;
import io.fallline.job.configuration.DataSection.Order;
import io.fallline.job.configuration.DataSection.Scaling;
import io.fallline.job.configuration.DataSection.Storage;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Reads the section {@code data}. */
final class DataReader {
  private static final String PATHS = "a path or a list of paths";
  private static final String HELD_OUT = "a fraction in [0, 1), a path or a list of paths";
  private static final String COLUMN = "the name of a column";
  private static final long FEWEST_LINE_BYTES = 1000;

  /** Spark keeps a line in an array. */
  private static final long MOST_LINE_BYTES = 999_999_999;

  static final String LINE_BYTES =
      "a whole number from " + FEWEST_LINE_BYTES + " to " + MOST_LINE_BYTES;
  private static final long MOST_SHARDS = 1 << 20;

  private final SectionReader data;

  private DataReader(SectionReader data) {
    this.data = data;
  }

  static DataSection read(SectionReader data) {
    return new DataReader(data).read();
  }

  private DataSection read() {
    return new DataSection(
        data.text("format", "csv, libsvm, parquet, orc, json, idx or another source of Spark's"),
        train(),
        data.isAuto("validation") ? HeldOut.AUTO : heldOut("validation"),
        heldOut("test"),
        data.optionalText("splitBy", COLUMN),
        data.whole("splitSeed", "a whole number", seed -> true),
        data.text("label", COLUMN),
        data.optionalText("weight", COLUMN),
        data.optionalText("offset", COLUMN),
        data.columns("features"),
        data.columns("ignore"),
        data.columns("categorical"),
        data.columns("hashed"),
        (int)
            data.whole("hashBits", "a whole number from 1 to 30", bits -> bits >= 1 && bits <= 30),
        options(),
        data.whole("maxLineBytes", LINE_BYTES, DataReader::isLineBytes),
        data.oneOf("missing", Missing.class),
        data.oneOf("scaling", Scaling.class),
        data.oneOf("labelScaling", LabelScaling.class),
        data.oneOf("order", Order.class),
        shards(),
        data.oneOf("storage", Storage.class));
  }

  static boolean isLineBytes(long bytes) {
    return bytes >= FEWEST_LINE_BYTES && bytes <= MOST_LINE_BYTES;
  }

  private List<String> train() {
    List<String> paths = data.textOrTexts("train", PATHS);
    if (paths.isEmpty()) {
      throw data.refused("train", PATHS);
    }
    return paths;
  }

  private HeldOut heldOut(String key) {
    ConfigValue value = data.value(key);
    if (data.isNull(key)) {
      return HeldOut.NONE;
    }
    if (value instanceof ConfigList || HoconScalars.number(value).isEmpty()) {
      return HeldOut.paths(data.textOrTexts(key, HELD_OUT));
    }
    return HeldOut.fraction(data.number(key, HELD_OUT, share -> share >= 0 && share < 1));
  }

  private OptionalInt shards() {
    if (data.isAuto("shards")) {
      return OptionalInt.empty();
    }
    String expected = "a power of two up to " + MOST_SHARDS + ", or auto";
    return OptionalInt.of(
        (int)
            data.whole(
                "shards", expected, n -> n >= 1 && n <= MOST_SHARDS && Long.bitCount(n) == 1));
  }

  private Map<String, String> options() {
    Map<String, String> options = new TreeMap<>();
    collect("", data.section("options"), options);
    return options;
  }

  /** Spark's options have dots in their names, which HOCON reads as sections. */
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
