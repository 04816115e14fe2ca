package io.fallline.job.configuration;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Keeps what looks like a secret out of files that others read. */
public final class Secrets {
  private static final String MASK = "***";
  private static final Pattern KEY =
      Pattern.compile("secret|password|token|access.?key|credential", Pattern.CASE_INSENSITIVE);

  private Secrets() {}

  /**
   * The options without those that look like secrets: whoever needs them has to give them again.
   */
  public static Map<String, String> without(Map<String, String> options) {
    Map<String, String> left = new TreeMap<>(options);
    left.keySet().removeIf(key -> KEY.matcher(key).find());
    return left;
  }

  static Map<String, String> masked(Map<String, String> options) {
    Map<String, String> masked = new TreeMap<>();
    options.forEach((key, value) -> masked.put(key, KEY.matcher(key).find() ? MASK : value));
    return masked;
  }
}
