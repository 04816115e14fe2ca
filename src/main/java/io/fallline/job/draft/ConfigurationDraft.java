package io.fallline.job.draft;

import com.typesafe.config.ConfigUtil;
import io.fallline.configuration.DataSection;
import io.fallline.core.failure.MessageSanitizer;
import io.fallline.data.profile.ColumnProfile;
import io.fallline.data.profile.ColumnUse.Use;
import io.fallline.data.profile.TableProfile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A configuration for a table that was looked at, with what was seen in its comments. */
final class ConfigurationDraft {
  /** Fewer rows than this are all trained on. */
  private static final long FEWEST_TO_TEST = 100;

  /** Columns that need no line of their own are shown up to here. */
  private static final int MOST_SHOWN = 200;

  private final StringBuilder text = new StringBuilder();
  private final TableProfile table;
  private final LossSuggestion loss;
  private final DraftSecrets values;

  private ConfigurationDraft(TableProfile table, LossSuggestion loss, DraftSecrets values) {
    this.table = table;
    this.loss = loss;
    this.values = values;
  }

  /**
   * @param file that it is written to
   * @param values is told what is left to the environment
   */
  static String of(
      TableProfile table,
      LossSuggestion loss,
      String name,
      List<String> paths,
      String file,
      DraftSecrets values) {
    return new ConfigurationDraft(table, loss, values).text(name, paths, file);
  }

  private String text(String name, List<String> paths, String file) {
    comment(
        String.format(
            Locale.ROOT,
            "Written by the command init from %s: %,d rows, %,d columns.",
            String.join(", ", paths),
            table.rows(),
            table.columns().size()));
    comment("To train: submit-scripts/local.sh train --config " + file);
    comment(
        "All else is as docs/configuration.md says: the learning rate and the epochs, for example, are"
            + " found by the training.");
    text.append('\n');
    line("name = " + quoted(name), "");
    line("", "");
    line("data {", "");
    line("  format = " + quoted(table.format()), "");
    String train = values.paths(paths);
    line("  train = " + train, values.variables().isEmpty() ? "" : DraftSecrets.SECRET);
    options();
    if (table.rows() >= FEWEST_TO_TEST) {
      line("  test = 0.2", "held out by content, and measured once, at the end");
    }
    line("  label = " + quoted(table.label().name()), label());
    columns();
    line("}", "");
    line("", "");
    line("model {", "");
    line("  loss = " + quoted(loss.loss()), loss.reason());
    line("}", "");
    return text.toString();
  }

  private String label() {
    String seen = loss.seen(table.label());
    if (!loss.loss().equals("logistic")) {
      return seen;
    }
    return seen + "; " + loss.positive(table.label()) + " is the positive one";
  }

  private void options() {
    Map<String, String> options = new TreeMap<>(table.options());
    String bytes = options.remove(DataSection.LINE_LIMIT_OPTION);
    if (bytes != null) {
      line("  maxLineBytes = " + bytes, "");
    }
    if (!options.isEmpty()) {
      line("  options {", "of Spark's reader");
      options.forEach(
          (key, given) -> {
            String value = values.option(key, given);
            line("    " + ConfigUtil.joinPath(key) + " = " + value, option(key, value));
          });
      line("  }", "");
    }
  }

  private static String option(String key, String value) {
    if (value.startsWith("$")) {
      return DraftSecrets.SECRET;
    }
    return switch (key) {
      case "nullValue" -> "stands for no value";
      case "locale" -> "decimal commas";
      default -> "";
    };
  }

  private void columns() {
    String label = table.label().name();
    Predicate<ColumnProfile> other = column -> !column.name().equals(label);
    List<ColumnProfile> numbers =
        table.columns().stream()
            .filter(other)
            .filter(column -> !column.partition())
            .filter(column -> is(column, Use.NUMBER) || is(column, Use.VECTOR))
            .toList();
    if (!numbers.isEmpty()) {
      text.append('\n');
      comment("  Features as they are:");
      numbers.stream()
          .limit(MOST_SHOWN)
          .forEach(column -> shown(column.name() + ": " + ProfileText.of(column)));
      if (numbers.size() > MOST_SHOWN) {
        shown("and " + (numbers.size() - MOST_SHOWN) + " more");
      }
    }
    list("categorical", "one input a value", Use.CATEGORICAL, other);
    list("hashed", "many values, which share 2^hashBits inputs", Use.HASHED, other);
    list("ignore", "no features", Use.IGNORED, other);
    table.columns().stream()
        .filter(other)
        .filter(ColumnProfile::partition)
        .forEach(
            column ->
                comment("  " + column.name() + " is named by directories, and so no feature"));
    boolean missing =
        table.columns().stream()
            .filter(other)
            .anyMatch(column -> column.missing() > 0 && !is(column, Use.IGNORED));
    if (missing) {
      line(
          "  missing = \"mean\"",
          "in place of a number that is missing; a category that is missing is none");
    }
  }

  private void list(String key, String what, Use use, Predicate<ColumnProfile> other) {
    List<ColumnProfile> columns =
        table.columns().stream()
            .filter(other)
            .filter(column -> !column.partition() && is(column, use))
            .toList();
    if (columns.isEmpty()) {
      return;
    }
    text.append('\n');
    line("  " + key + " = [", what);
    columns.forEach(column -> line("    " + quoted(column.name()) + ",", ProfileText.of(column)));
    line("  ]", "");
  }

  private static boolean is(ColumnProfile column, Use use) {
    return column.use().use() == use;
  }

  private String quoted(String value) {
    return ConfigUtil.quoteString(value);
  }

  private void line(String setting, String comment) {
    text.append(setting);
    if (!comment.isEmpty()) {
      text.append("  # ").append(MessageSanitizer.of(comment));
    }
    text.append('\n');
  }

  private void shown(String column) {
    text.append("  #   ").append(MessageSanitizer.of(column)).append('\n');
  }

  /** Indented as it is given. */
  private void comment(String comment) {
    String said = comment.stripLeading();
    text.append(comment, 0, comment.length() - said.length())
        .append("# ")
        .append(MessageSanitizer.of(said))
        .append('\n');
  }
}
