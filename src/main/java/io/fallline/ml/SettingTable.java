package io.fallline.ml;

import io.fallline.job.configuration.ConfigurationHelp;
import io.fallline.ml.SettingParam.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which Param is which setting of a configuration: a line for each of its sections' own keys; the
 * settings of rules, schedules and losses come from their registries.
 */
final class SettingTable {
  private static final List<SettingParam> OWN =
      List.of(
          new SettingParam("missing", "data.missing", Kind.TEXT),
          new SettingParam("scaling", "data.scaling", Kind.TEXT),
          new SettingParam("labelScaling", "data.labelScaling", Kind.TEXT),
          new SettingParam("order", "data.order", Kind.TEXT),
          new SettingParam("shards", "data.shards", Kind.WHOLE),
          new SettingParam("storage", "data.storage", Kind.TEXT),
          new SettingParam("validationFraction", "data.validation", Kind.NUMBER),
          new SettingParam("splitSeed", "data.splitSeed", Kind.WIDE),
          new SettingParam("splitByCol", "data.splitBy", Kind.TEXT),
          new SettingParam("layers", "model.layers", Kind.WHOLES),
          new SettingParam("activation", "model.activation", Kind.TEXTS),
          new SettingParam("dropout", "model.dropout", Kind.NUMBER),
          new SettingParam("intercept", "model.intercept", Kind.FLAG),
          new SettingParam("initialize", "model.initialize", Kind.TEXT),
          new SettingParam("rule", "optimizer.rule", Kind.TEXT),
          new SettingParam("learningRate", "optimizer.learningRate", Kind.NUMBER),
          new SettingParam("l1", "regularization.l1", Kind.NUMBER),
          new SettingParam("l2", "regularization.l2", Kind.NUMBER),
          new SettingParam("schedule", "schedule.type", Kind.TEXT),
          new SettingParam("warmupSteps", "schedule.warmupSteps", Kind.WIDE),
          new SettingParam("scheduleMetric", "schedule.metric", Kind.TEXT),
          new SettingParam("batchSize", "training.batchSize", Kind.WHOLE),
          new SettingParam("epochs", "training.epochs", Kind.WHOLE),
          new SettingParam("maxSteps", "training.maxSteps", Kind.WIDE),
          new SettingParam("seed", "training.seed", Kind.WIDE),
          new SettingParam("engine", "training.engine", Kind.TEXT),
          new SettingParam("kernels", "training.kernels", Kind.TEXT),
          new SettingParam("finish", "training.finish", Kind.TEXT),
          new SettingParam("lastBatch", "training.lastBatch", Kind.TEXT),
          new SettingParam("clipNorm", "training.clipNorm", Kind.NUMBER),
          new SettingParam("clipValue", "training.clipValue", Kind.NUMBER),
          new SettingParam("onNonFinite", "training.onNonFinite", Kind.TEXT),
          new SettingParam("stopGradientNorm", "training.stop.gradientNorm", Kind.NUMBER),
          new SettingParam("stopLoss", "training.stop.loss", Kind.NUMBER),
          new SettingParam("stopMinutes", "training.stop.minutes", Kind.NUMBER),
          new SettingParam("earlyStoppingMetric", "training.earlyStopping.metric", Kind.TEXT),
          new SettingParam("earlyStoppingPatience", "training.earlyStopping.patience", Kind.WHOLE),
          new SettingParam("earlyStoppingMinDelta", "training.earlyStopping.minDelta", Kind.NUMBER),
          new SettingParam(
              "earlyStoppingRestoreBest", "training.earlyStopping.restoreBest", Kind.FLAG),
          new SettingParam("checkpointDirectory", "checkpoint.directory", Kind.TEXT),
          new SettingParam("checkpointEveryEpochs", "checkpoint.everyEpochs", Kind.WHOLE),
          new SettingParam("checkpointEverySteps", "checkpoint.everySteps", Kind.WIDE),
          new SettingParam("checkpointKeep", "checkpoint.keep", Kind.WHOLE),
          new SettingParam("checkpointResume", "checkpoint.resume", Kind.TEXT));

  /** Those of every estimator. */
  static final List<SettingParam> ALL =
      Stream.of(
              OWN.stream(),
              ofComponents("model.loss", ""),
              ofComponents("optimizer.rule", "rule"),
              ofComponents("schedule.type", "schedule"))
          .flatMap(all -> all)
          .toList();

  /** As a configuration has them, by name; made once, as every estimator asks for all of them. */
  private static final Map<String, Object> STANDARDS = standards();

  private SettingTable() {}

  /**
   * The settings of all components of a kind. A Param has its setting's name, after a prefix where
   * a section's own Param has that name already; schedules have always had theirs.
   */
  private static Stream<SettingParam> ofComponents(String kind, String prefix) {
    String section = kind.substring(0, kind.indexOf('.') + 1);
    return ConfigurationHelp.settingsOfParts(kind).entrySet().stream()
        .map(
            setting -> {
              String name = setting.getKey();
              boolean taken = OWN.stream().anyMatch(own -> own.name().equals(name));
              return new SettingParam(
                  taken || prefix.equals("schedule") ? prefix + title(name) : name,
                  section + name,
                  kind(setting.getValue().values()));
            });
  }

  private static String title(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static Kind kind(Collection<Object> defaults) {
    return defaults.stream().allMatch(Boolean.class::isInstance) ? Kind.FLAG : Kind.NUMBER;
  }

  private static Map<String, Object> standards() {
    Map<String, Object> standards = new HashMap<>();
    for (SettingParam setting : ALL) {
      setting
          .standard()
          .ifPresent(value -> standards.put(setting.name(), setting.inConfiguration(value)));
    }
    return standards;
  }

  /** Its default, as a configuration has it; empty where it has none. */
  static Optional<Object> standard(SettingParam setting) {
    return Optional.ofNullable(STANDARDS.get(setting.name()));
  }

  static SettingParam named(String name) {
    return ALL.stream().filter(setting -> setting.name().equals(name)).findFirst().orElseThrow();
  }
}
