package io.fallline.ml;

import io.fallline.configuration.ComponentRegistries;
import io.fallline.configuration.ConfigurationHelp;
import io.fallline.core.setting.Hyperparameters.Setting;
import io.fallline.ml.SettingParam.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Params that stand together in one generated interface and one generated Python class.
 *
 * @param name of the interface, and with an underscore of the class
 * @param what they say, a sentence without its end
 * @param sections of a configuration whose settings they are
 * @param traits of pyspark that have some of them
 */
record ParamGroup(String name, String what, List<String> sections, List<String> traits) {
  /** In the order of the configuration. */
  static final List<ParamGroup> ALL =
      List.of(
          new ParamGroup("DataParams", "What becomes of the rows", List.of("data"), List.of()),
          new ParamGroup("NetworkParams", "The network", List.of("model"), List.of()),
          new ParamGroup(
              "OptimizerParams",
              "The update rule and its settings, and penalties on weights",
              List.of("optimizer", "regularization"),
              List.of("HasLearningRate", "HasMomentum")),
          new ParamGroup(
              "ScheduleParams", "How the learning rate moves", List.of("schedule"), List.of()),
          new ParamGroup(
              "TrainingLoopParams",
              "How long, how and on what engine training runs",
              List.of("training"),
              List.of("HasBatchSize")),
          new ParamGroup(
              "StoppingParams",
              "When training ends early",
              List.of("training.stop", "training.earlyStopping"),
              List.of()),
          new ParamGroup(
              "CheckpointParams",
              "Where training keeps its state, to go on from",
              List.of("checkpoint"),
              List.of()));

  /** Stands for {@code training.batchSize = "full"}, which no whole number is. */
  private static final SettingParam FULL_BATCH =
      new SettingParam("fullBatch", "training.batchSize", Kind.FLAG);

  List<SettingParam> params() {
    List<SettingParam> params = new ArrayList<>();
    for (SettingParam setting : SettingTable.ALL) {
      if (sections.contains(setting.key().substring(0, setting.key().lastIndexOf('.')))) {
        params.add(setting);
      }
      if (setting.name().equals("batchSize") && params.contains(setting)) {
        params.add(FULL_BATCH);
      }
    }
    return params;
  }

  /** What a Param means, in a line without its end. */
  static String meaning(SettingParam param) {
    if (param.equals(FULL_BATCH)) {
      return "a step takes all rows, not batchSize rows";
    }
    return param.components().isEmpty() ? ConfigurationHelp.meaning(param.key()) : effects(param);
  }

  /** {@code "decay of the running mean (adam, nadam); weight of that mean (lion)"}. */
  private static String effects(SettingParam param) {
    int dot = param.key().lastIndexOf('.');
    Map<String, List<String>> parts = new LinkedHashMap<>();
    ComponentRegistries.all()
        .byKey()
        .forEach(
            (key, registry) -> {
              for (String part :
                  key.startsWith(param.key().substring(0, dot + 1))
                      ? registry.names()
                      : Set.<String>of()) {
                for (Setting setting : registry.settingsOf(part)) {
                  if (setting.name().equals(param.key().substring(dot + 1))) {
                    parts.computeIfAbsent(setting.effect(), effect -> new ArrayList<>()).add(part);
                  }
                }
              }
            });
    return parts.entrySet().stream()
        .map(effect -> effect.getKey() + " (" + String.join(", ", effect.getValue()) + ")")
        .collect(Collectors.joining("; "));
  }

  /** Whether the word auto is its default, in place of a number. */
  static boolean isAuto(SettingParam param) {
    return (param.kind() == Kind.NUMBER || param.kind() == Kind.WHOLE)
        && !param.equals(FULL_BATCH)
        && param.components().isEmpty()
        && ConfigurationHelp.defaultValue(param.key()).filter("auto"::equals).isPresent();
  }

  /** The word that Python takes in place of a number. */
  static Optional<String> word(SettingParam param) {
    if (param.key().equals(FULL_BATCH.key()) && !param.equals(FULL_BATCH)) {
      return Optional.of("full");
    }
    return isAuto(param) ? Optional.of("auto") : Optional.empty();
  }

  /** Whether Spark's own traits have the Param and its getter. */
  static boolean isSparks(SettingParam param) {
    return param.name().equals("seed");
  }

  static String title(SettingParam param) {
    return Character.toUpperCase(param.name().charAt(0)) + param.name().substring(1);
  }
}
