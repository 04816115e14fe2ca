package io.fallline.ml;

import io.fallline.core.failure.Failure;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of a message for those who set Params: where a training names the keys of a
 * configuration, they are told the Params that have the same job.
 *
 * <p>Everything that a training says goes through here on its way to an estimator's user, so that
 * what is below need not know who asks.
 */
final class ParamNames {
  /** The keys that are Params of Spark's or of one kind of estimator, beside the table's. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "data.label", "labelCol",
          "data.features", "featuresCol",
          "data.weight", "weightCol",
          "data.offset", "offsetCol",
          "data.train", "the rows",
          "model.loss", "loss",
          "model.initial", "the initial model",
          "training.classWeights", "classWeights",
          "training.earlyStopping", "the Params of early stopping");

  /** What only a configuration or the command line can do, and what does it here. */
  private static final Map<Pattern, String> PHRASES = phrases();

  private static final Map<String, String> NAMES = names();

  /** Not where it is a value in quotation marks, or a part of a path or of a longer name. */
  private static final Pattern KEY =
      Pattern.compile(
          "(?<![\\w\"/.-])(?:"
              + NAMES.keySet().stream()
                  .map(key -> key.substring(0, key.indexOf('.')))
                  .distinct()
                  .collect(Collectors.joining("|"))
              + ")(?:\\.[A-Za-z0-9]+)+");

  private static final Pattern TWICE = Pattern.compile("\\b(\\w+): \\1 ");

  private ParamNames() {}

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>(OTHERS);
    SettingTable.ALL.forEach(setting -> names.put(setting.key(), setting.name()));
    return names;
  }

  private static Map<Pattern, String> phrases() {
    Map<Pattern, String> phrases = new LinkedHashMap<>();
    phrases.put(
        Pattern.compile("data\\.validation to be a fraction above 0 or a path"),
        "validationFraction above 0, or validationIndicatorCol");
    phrases.put(
        Pattern.compile("(a fraction in \\[0, 1\\)), a path or a list of paths"),
        "$1; validationIndicatorCol marks rows");
    phrases.put(Pattern.compile("1 or more, or full\\b"), "1 or more; fullBatch takes all rows");
    phrases.put(Pattern.compile(",? or null\\b"), ", or not to be set");
    phrases.put(Pattern.compile("expected null\\b"), "expected none");
    phrases.put(Pattern.compile(" \\(find-rate suggests one\\)"), "");
    phrases.put(Pattern.compile("model\\.layers or data\\.hashBits"), "model.layers");
    phrases.put(Pattern.compile("(;| or) list the column under data\\.categorical.*$"), "");
    phrases.put(
        Pattern.compile("training\\.engine, [\\w., ]+ and"),
        "engine, the Params of checkpoints and");
    return phrases;
  }

  /** The same text with the names of Params. */
  static String in(String text) {
    String words = text;
    for (Map.Entry<Pattern, String> phrase : PHRASES.entrySet()) {
      words = phrase.getKey().matcher(words).replaceAll(phrase.getValue());
    }
    String named =
        KEY.matcher(words).replaceAll(found -> Matcher.quoteReplacement(name(found.group())));
    // a rule's own setting is named by its key and by the rule
    return TWICE.matcher(named).replaceAll("$1 ");
  }

  /** Of the key itself, or of the one that it is an entry of; itself where there is no Param. */
  private static String name(String key) {
    if (NAMES.containsKey(key)) {
      return NAMES.get(key);
    }
    int dot = key.lastIndexOf('.');
    String entry = key.substring(dot + 1);
    String whole = NAMES.get(key.substring(0, dot));
    return whole == null ? key : whole + "[" + entry + "]";
  }

  /**
   * @throws IllegalArgumentException in place of a failure for which Params or rows are to blame
   * @throws FitFailedException in place of any other
   */
  static <T> T translating(Supplier<T> work) {
    try {
      return work.get();
    } catch (Failure failure) {
      throw translated(failure);
    }
  }

  /** What is wrong with Params or columns, by a format as {@link String#format} has it. */
  static IllegalArgumentException refused(String format, Object... parts) {
    return new IllegalArgumentException(String.format(Locale.ROOT, format, parts));
  }

  static RuntimeException translated(Failure failure) {
    String line = in(failure.getMessage());
    return switch (failure.kind()) {
      case CONFIGURATION, DATA -> new IllegalArgumentException(line, failure);
      default -> new FitFailedException(line, failure);
    };
  }
}
