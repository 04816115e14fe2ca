package io.fallline.configuration.hocon;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import io.fallline.configuration.hocon.KeyScanner.Key;
import io.fallline.core.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses references that would make a long text of a short file: sixty lines that each say the one
 * before twice are more than any memory. What is counted is an upper bound.
 */
public final class ReferenceExpansionLimit {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{\\??([^}]*)}");
  private static final int MOST_REFERENCES = 1000;
  private static final long MOST_CHARACTERS = 1 << 24;

  private final List<Key> keys;
  private final List<List<List<String>>> references = new ArrayList<>();
  private final long[] copies;
  private final boolean[] begun;
  private int count;

  private ReferenceExpansionLimit(List<Key> keys) {
    this.keys = keys;
    this.copies = new long[keys.size()];
    this.begun = new boolean[keys.size()];
    keys.forEach(key -> references.add(references(key.value())));
  }

  /**
   * @param length of the text that the keys stand in
   */
  public static void refuseVast(String file, List<Key> keys, int length) {
    ReferenceExpansionLimit expansion = new ReferenceExpansionLimit(keys);
    if (expansion.count > MOST_REFERENCES) {
      throw Failure.configuration(
          file + ": has more than " + MOST_REFERENCES + " references ${…}, expected fewer");
    }
    long most = 1 + MOST_CHARACTERS / Math.max(1, length);
    for (int key = 0; expansion.count > 0 && key < keys.size(); key++) {
      if (expansion.copies(key, most) > most) {
        throw Failure.configuration(
            "%s:%s: the references of %s make it longer than any setting is; write it out",
            file, keys.get(key).line(), keys.get(key).name());
      }
    }
  }

  /** How many values a value is made of, references followed; stops counting above the most. */
  private long copies(int key, long most) {
    if (begun[key]) {
      return copies[key]; // 0 in a circle, of which the parser complains
    }
    begun[key] = true;
    long sum = 1;
    for (List<String> target : references.get(key)) {
      boolean itself = target.equals(keys.get(key).path());
      // a reference to itself means what stood there before
      for (int other = itself ? key - 1 : keys.size() - 1; other >= 0 && sum <= most; other--) {
        List<String> path = keys.get(other).path();
        int shared = Math.min(path.size(), target.size());
        if (path.subList(0, shared).equals(target.subList(0, shared))) {
          sum += copies(other, most);
          other = itself ? 0 : other;
        }
      }
    }
    copies[key] = sum;
    return sum;
  }

  private List<List<String>> references(String value) {
    List<List<String>> targets = new ArrayList<>();
    Matcher matcher = REFERENCE.matcher(value);
    while (count <= MOST_REFERENCES && matcher.find()) {
      count++;
      try {
        targets.add(ConfigUtil.splitPath(matcher.group(1).strip()));
      } catch (ConfigException notAPath) {
        continue; // within a string or a comment, which the parser has let stand
      }
    }
    return targets;
  }
}
