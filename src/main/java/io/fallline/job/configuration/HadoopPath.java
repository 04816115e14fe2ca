package io.fallline.job.configuration;

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

  static String read(SectionReader section, String key, String expected) {
    String text = section.text(key, expected);
    if (!is(text)) {
      throw section.refused(key, expected + "; " + REMEDY);
    }
    return text;
  }

  static Optional<String> readOptional(SectionReader section, String key, String expected) {
    return section.isNull(key) ? Optional.empty() : Optional.of(read(section, key, expected));
  }
}
