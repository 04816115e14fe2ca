package io.fallline.job.draft;

import com.typesafe.config.ConfigUtil;
import io.fallline.core.failure.Redaction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Texts as a first configuration has them: in quotes, or, where one is a secret or has one in it,
 * as a variable of the environment of its setting's name, which is set where it trains. No file has
 * it.
 */
final class DraftSecrets {
  /** What a comment says of such a setting. */
  static final String SECRET = "has a secret, and so stands in the environment";

  private final Set<String> variables = new LinkedHashSet<>();
  private final List<String> settings = new ArrayList<>();

  /** A path, or a list of them, of which none is left out where a variable is not set. */
  String paths(List<String> paths) {
    if (paths.size() == 1) {
      return of(List.of("data", "train"), paths.get(0));
    }
    List<String> all =
        IntStream.range(0, paths.size())
            .mapToObj(i -> value(List.of("data", "train", "" + (i + 1)), paths.get(i)))
            .toList();
    if (!variables.isEmpty()) {
      List<String> quoted = paths.stream().map(ConfigUtil::quoteString).toList();
      settings.add("data.train=[" + String.join(", ", quoted) + "]");
    }
    return "[" + String.join(", ", all) + "]";
  }

  /** An option of the reader's. */
  String option(String name, String value) {
    return of(List.of("data", "options", name), value);
  }

  private String of(List<String> path, String value) {
    String written = value(path, value);
    if (written.startsWith("$")) {
      settings.add(ConfigUtil.joinPath(path) + "=" + ConfigUtil.quoteString(value));
    }
    return written;
  }

  private String value(List<String> path, String value) {
    String key = String.join(".", path);
    if (!Redaction.isSecretName(key) && !Redaction.hasSecret(value)) {
      return ConfigUtil.quoteString(value);
    }
    String variable = key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
    variables.add(variable);
    return "${" + variable + "}";
  }

  /** Those of the environment that a training needs. */
  List<String> variables() {
    return List.copyOf(variables);
  }

  /** What they stand for, as {@code --set} takes it: nothing that may be shown. */
  List<String> settings() {
    return List.copyOf(settings);
  }
}
