package io.fallline.configuration;

import com.typesafe.config.ConfigValue;
import io.fallline.core.failure.Redaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what looks like a secret out of files that others read. */
public final class Secrets {
  /** How the parser names the origin of what a variable of the environment gave. */
  private static final String ENVIRONMENT = "env var ";

  private Secrets() {}

  /**
   * The options without those that look like secrets: they have to be given again where they are
   * needed.
   */
  public static Map<String, String> without(Map<String, String> options) {
    Map<String, String> left = new TreeMap<>(options);
    left.entrySet()
        .removeIf(
            option ->
                Redaction.isSecretName(option.getKey()) || Redaction.hasSecret(option.getValue()));
    return left;
  }

  /** The same tree with a mask for every text that is a secret, or has one in it. */
  static Object masked(Object tree) {
    if (tree instanceof Map<?, ?> section) {
      Map<Object, Object> masked = new LinkedHashMap<>();
      section.forEach((key, value) -> masked.put(key, masked(key.toString(), value)));
      return masked;
    }
    if (tree instanceof List<?> list) {
      return list.stream().map(Secrets::masked).toList();
    }
    return tree instanceof String text ? Redaction.redacted(text) : tree;
  }

  private static Object masked(String key, Object value) {
    boolean secret = value instanceof String && Redaction.isSecretName(key);
    return secret ? Redaction.MASK : masked(value);
  }

  /** Whether a message must not show what stands at a key. */
  static boolean isSecret(List<String> path, ConfigValue value) {
    String origin = value == null ? "" : value.origin().description();
    return path.stream().anyMatch(Redaction::isSecretName)
        || (origin.startsWith(ENVIRONMENT) && Redaction.isSecretName(origin));
  }
}
