package io.fallline.configuration;

import io.fallline.configuration.hocon.CommandLineSetting;
import io.fallline.configuration.hocon.ConfigurationText;
import io.fallline.configuration.hocon.TextLimits;
import io.fallline.core.failure.Failure;
import io.fallline.core.loss.LabelKind;
import io.fallline.core.loss.Losses;
import io.fallline.core.setting.Hyperparameters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every combination of the values of some settings, over one configuration: all of them checked
 * before anything is done with the first.
 */
public final class Variations {
  /** More than this would be more lines than a table, and more curves than a picture can have. */
  public static final int MOST = 100;

  private static final String OPTION = "--vary";

  /** What may differ between trainings on the same shards. */
  private static final List<String> SECTIONS =
      List.of("model", "optimizer", "schedule", "regularization", "training");

  /**
   * One combination.
   *
   * @param values as they were given, by key
   */
  public record Variation(Map<String, String> values, JobConfiguration job) {
    public Variation {
      values = new LinkedHashMap<>(values);
    }
  }

  private Variations() {}

  /**
   * @param settings {@code KEY=VALUE}
   * @param varied {@code KEY=A,B,…}; the last key's values follow one another fastest
   * @throws Failure (command line) if a list is none, a key is there twice or there are too many
   *     combinations; (configuration) if a combination is no configuration, or its rows would be
   *     other shards
   */
  public static List<Variation> load(Path file, List<String> settings, List<String> varied) {
    List<CommandLineSetting> fixed = ConfigurationFile.parsed(settings);
    List<VariedSetting> lists = varied.stream().map(VariedSetting::parse).toList();
    refuseRepeated(fixed, lists);
    lists.forEach(Variations::refuseOtherShards);
    String text = ConfigurationText.read(file);
    List<Variation> variations = new ArrayList<>();
    for (List<VariedSetting.Value> values : combinations(lists)) {
      List<CommandLineSetting> all = new ArrayList<>(fixed);
      Map<String, String> given = new LinkedHashMap<>();
      for (VariedSetting.Value value : values) {
        all.add(value.setting());
        given.put(value.setting().name(), value.text());
      }
      variations.add(
          new Variation(given, ConfigurationFile.configuration(file.toString(), text, all)));
    }
    refuseOtherLabels(variations);
    refuseOtherHeldOutRows(variations);
    return variations;
  }

  private static void refuseRepeated(List<CommandLineSetting> fixed, List<VariedSetting> lists) {
    TreeSet<String> keys = new TreeSet<>();
    for (VariedSetting list : lists) {
      if (!keys.add(list.key())) {
        throw Failure.commandLine(
            "%s %s is given twice, expected one list with all its values", OPTION, list.key());
      }
    }
    for (CommandLineSetting setting : fixed) {
      if (keys.contains(setting.name())) {
        throw Failure.commandLine(
            "%s %s is given with --set too, expected one of them", OPTION, setting.name());
      }
    }
  }

  private static void refuseOtherShards(VariedSetting list) {
    String section = list.values().get(0).setting().path().get(0);
    if (List.of("data", "name", "output", "checkpoint", "retrain").contains(section)) {
      throw Failure.configuration(
          "%s %s: %s; expected a key of %s",
          OPTION,
          list.key(),
          section.equals("data")
              ? "would make other shards, and runs are compared on the same ones"
              : "changes no training",
          String.join(", ", SECTIONS));
    }
  }

  /** In the order of the lists: the last one's values change fastest. */
  private static List<List<VariedSetting.Value>> combinations(List<VariedSetting> lists) {
    long count = 1;
    for (VariedSetting list : lists) {
      count = Math.min(Integer.MAX_VALUE, count * list.values().size());
    }
    if (count > MOST) {
      throw Failure.commandLine(
          "the values of " + OPTION + " make " + count + " runs, expected at most " + MOST);
    }
    List<List<VariedSetting.Value>> combinations = List.of(List.of());
    for (VariedSetting list : lists) {
      combinations =
          combinations.stream()
              .flatMap(
                  some ->
                      list.values().stream()
                          .map(value -> Stream.concat(some.stream(), Stream.of(value)).toList()))
              .toList();
    }
    return combinations;
  }

  /** Labels are encoded for the loss: classes, two classes, counts or numbers. */
  private static void refuseOtherLabels(List<Variation> variations) {
    ModelSection first = variations.get(0).job().model();
    for (Variation variation : variations) {
      ModelSection other = variation.job().model();
      if (labels(other) != labels(first)) {
        throw Failure.configuration(
            "%s model.loss: %s and %s take labels of different kinds, which would make other shards; "
                + "expected losses of one kind",
            OPTION, first.loss(), other.loss());
      }
    }
  }

  /** Whether rows are held out depends on how the epochs are said where nobody says it. */
  private static void refuseOtherHeldOutRows(List<Variation> variations) {
    HeldOut first = variations.get(0).job().validation();
    if (variations.stream().anyMatch(other -> !other.job().validation().equals(first))) {
      throw Failure.configuration(
          "%s training.epochs: data.validation is auto, which holds rows out where epochs are auto and "
              + "none where they are a number; expected data.validation to be a number",
          OPTION);
    }
  }

  private static LabelKind labels(ModelSection model) {
    return Losses.registry()
        .create(model.loss(), Hyperparameters.of(model.lossSettings()))
        .labels();
  }

  /**
   * One {@code --vary KEY=A,B,…}. A comma within brackets, braces or quotes belongs to its value:
   * {@code model.layers=[],[64],[64,32]}.
   */
  record VariedSetting(String key, List<Value> values) {
    /**
     * @param text as it was given
     */
    record Value(String text, CommandLineSetting setting) {}

    /**
     * @throws Failure (command line) if it is no list of different values; (configuration) if one
     *     is no HOCON
     */
    static VariedSetting parse(String argument) {
      int separator = argument.indexOf('=');
      if (separator < 1) {
        throw wrong(argument, "expected KEY=A,B,…, such as --vary optimizer.learningRate=0.01,0.1");
      }
      String key = argument.substring(0, separator).strip();
      TextLimits.refuseExcess(OPTION + " " + key, argument);
      List<Value> values = new ArrayList<>();
      Set<Object> seen = new HashSet<>();
      for (String text : split(argument.substring(separator + 1))) {
        if (text.isEmpty()) {
          throw wrong(key, "has an empty value, expected values with a comma between them");
        }
        CommandLineSetting setting = CommandLineSetting.of(OPTION, key, text);
        if (!seen.add(setting.value().unwrapped())) {
          throw wrong(key, "has the value " + text + " twice, expected different ones");
        }
        values.add(new Value(text, setting));
      }
      return new VariedSetting(values.get(0).setting().name(), values);
    }

    private static List<String> split(String text) {
      List<String> parts = new ArrayList<>();
      int depth = 0;
      boolean quoted = false;
      int from = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (quoted && c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = !quoted;
        } else if (!quoted) {
          depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
          if (c == ',' && depth == 0) {
            parts.add(text.substring(from, i).strip());
            from = i + 1;
          }
        }
      }
      parts.add(text.substring(from).strip());
      return parts;
    }

    private static Failure wrong(String what, String message) {
      return Failure.commandLine(OPTION + " " + what + ": " + message);
    }
  }
}
