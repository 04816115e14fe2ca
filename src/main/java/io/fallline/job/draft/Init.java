package io.fallline.job.draft;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.core.failure.Failure;
import io.fallline.core.failure.MessageSanitizer;
import io.fallline.core.failure.Redaction;
import io.fallline.data.profile.ColumnProfile;
import io.fallline.data.profile.ColumnUse;
import io.fallline.data.profile.TableProfile;
import io.fallline.job.CommandResult;
import io.fallline.report.ReportJson;
import io.fallline.store.NewFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** A first configuration, from a look at a table. */
public final class Init {
  private static final int LONGEST_NAME = 64;

  private static final String SUFFIX =
      "(csv|tsv|tab|txt|data|jsonl?|ndjson|parquet|orc|avro|delta|libsvm|svm|svmlight)";

  /** Values of a column in the result for programs. */
  private static final int MOST_VALUES = 20;

  private Init() {}

  /**
   * @throws Failure (files) if the configuration's file exists or cannot be written; (data) if the
   *     table cannot be used, or has no such column; (command line) if its format is not to be told
   */
  public static CommandResult run(SparkSession session, InitRequest request) {
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    String name = name(request.data().get(0));
    String file = request.output().orElse(name + ".conf");
    Path target = local(file);
    requireFree(target, file, hadoop);
    TableProfile table =
        TableProfile.of(
            session,
            request.data(),
            request.format().orElse(null),
            request.options(),
            request.label());
    LossSuggestion loss = LossSuggestion.of(table.label(), String.join(", ", request.data()));
    requireFeatures(table, request);
    DraftSecrets values = new DraftSecrets();
    String text = ConfigurationDraft.of(table, loss, name, request.data(), file, values);
    ConfigurationFile.parse(file, text, values.settings());
    NewFile.write(target, hadoop, text.getBytes(StandardCharsets.UTF_8));
    List<String> variables = values.variables();
    return new CommandResult(
        json(table, loss, file, variables), text(table, loss, file, variables));
  }

  /** A configuration is read from the machine's own disk. */
  private static Path local(String file) {
    return new Path(java.nio.file.Path.of(file).toAbsolutePath().toUri());
  }

  private static void requireFree(Path target, String file, Configuration hadoop) {
    if (java.nio.file.Files.exists(java.nio.file.Path.of(file))) {
      throw new Failure(
          Failure.Kind.FILES,
          file + ": exists already; it was left as it is; --output FILE writes to another");
    }
    NewFile.requireFree(target, hadoop);
  }

  private static void requireFeatures(TableProfile table, InitRequest request) {
    boolean any =
        table.columns().stream()
            .filter(column -> !column.name().equals(table.label().name()) && !column.partition())
            .anyMatch(column -> column.use().use() != ColumnUse.Use.IGNORED);
    if (!any) {
      throw Failure.data(
          "%s: no column is left to be a feature: %s",
          String.join(", ", request.data()),
          String.join(
              "; ",
              table.columns().stream()
                  .filter(column -> !column.name().equals(table.label().name()))
                  .map(column -> column.name() + ", as " + reason(column))
                  .toList()));
    }
  }

  private static String reason(ColumnProfile column) {
    return column.partition() ? "directories name it" : column.use().reason();
  }

  /** Of the data's last directory or file, without its suffix, and without a secret. */
  static String name(String path) {
    String[] parts = Redaction.redacted(path).replaceAll("/+$", "").split("[/,]");
    String last = parts.length == 0 ? "" : parts[parts.length - 1];
    String plain =
        last.replaceAll("(?i)\\.(gz|bz2|snappy|zst|deflate)$", "")
            .replaceAll("(?i)(?<=.)\\." + SUFFIX + "$", "")
            .replaceAll("[^A-Za-z0-9._-]+", "-")
            .replaceAll("^[.-]+|[.-]+$", "");
    String name = plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
    return name.isEmpty() ? "model" : name;
  }

  private static String json(
      TableProfile table, LossSuggestion loss, String file, List<String> variables) {
    ObjectNode json = ReportJson.object();
    json.put("configuration", file);
    json.put("format", table.format());
    json.put("rows", table.rows());
    json.put("label", table.label().name());
    json.put("loss", loss.loss());
    if (!variables.isEmpty()) {
      variables.forEach(json.putArray("environment")::add);
    }
    ArrayNode columns = json.putArray("columns");
    table.columns().forEach(column -> describe(column, table, columns.addObject()));
    return ReportJson.pretty(json);
  }

  private static void describe(ColumnProfile column, TableProfile table, ObjectNode json) {
    json.put("name", column.name());
    json.put("type", column.type());
    json.put("use", use(column, table));
    if (!column.use().reason().isEmpty()) {
      json.put("reason", column.use().reason());
    }
    json.put("missing", column.missing());
    json.put("distinct", column.distinct());
    if (column.numbers() > 0) {
      json.put("smallest", column.smallest());
      json.put("largest", column.largest());
      json.put("mean", column.mean());
    }
    ObjectNode values = json.putObject("values");
    column.values().stream()
        .limit(MOST_VALUES)
        .forEach(value -> values.put(value.text(), value.count()));
  }

  private static String use(ColumnProfile column, TableProfile table) {
    if (column.name().equals(table.label().name())) {
      return "label";
    }
    return column.partition() ? "ignored" : column.use().use().name().toLowerCase(Locale.ROOT);
  }

  private static String text(
      TableProfile table, LossSuggestion loss, String file, List<String> variables) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d rows of %s, %,d columns\n",
            table.rows(),
            table.format(),
            table.columns().size()));
    for (ColumnProfile column : table.columns()) {
      boolean label = column.name().equals(table.label().name());
      String seen = label ? loss.seen(column) : ProfileText.of(column);
      String line =
          String.format(Locale.ROOT, "%-11s  %s: %s", use(column, table), column.name(), seen);
      text.append("  ").append(MessageSanitizer.of(line)).append('\n');
    }
    return text.append(
            String.format(
                Locale.ROOT,
                "%s is written, with the loss %s; to train%s: train --config %s\n",
                file,
                loss.loss(),
                variables.isEmpty()
                    ? ""
                    : ", with what has secrets as the environment's "
                        + String.join(", ", variables),
                file))
        .toString();
  }

  /**
   * A table to be looked at.
   *
   * @param data paths, or a table's name
   * @param label the column to be predicted
   * @param format empty: by the files' names
   * @param options for Spark's reader, over what is found out
   * @param output the configuration's file; empty: the data's name in the working directory
   */
  public record InitRequest(
      List<String> data,
      String label,
      Optional<String> format,
      Map<String, String> options,
      Optional<String> output) {}
}
