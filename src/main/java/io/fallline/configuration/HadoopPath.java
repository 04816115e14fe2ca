package io.fallline.configuration;

import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** A text that names a place on one of Hadoop's file systems, which its own class decides. */
public final class HadoopPath {
  /** What to write instead of a text that is none. */
  public static final String REMEDY =
      "a path may have its file system before it (hdfs://host/x), ./ where a name has a colon (./a:b), and no line end";

  private HadoopPath() {}

  public static boolean is(String text) {
    if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) { // a line end, say
      return false;
    }
    try {
      new Path(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false; // what stands before a colon is no scheme, or nothing that fits is after it
    }
  }

  /** A path. */
  static final class Type implements KeyType<String> {
    @Override
    public String read(SectionReader section, DeclaredKey key) {
      String text = section.text(key.name(), key.expected());
      if (!is(text)) {
        throw section.refused(key.name(), key.expected() + "; " + REMEDY);
      }
      return text;
    }
  }

  /** A path, or null. */
  static final class OptionalType implements KeyType<Optional<String>> {
    @Override
    public Optional<String> read(SectionReader section, DeclaredKey key) {
      return section.isNull(key.name())
          ? Optional.empty()
          : Optional.of(new Type().read(section, key));
    }
  }
}
