package io.fallline.job.configuration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The text of {@code resolved.conf}: every key with the value in force, secrets masked. Loaded
 * again it gives the same {@link JobConfiguration}, but for the secrets.
 */
public final class ResolvedConfiguration {
  private ResolvedConfiguration() {}

  public static String render(JobConfiguration job) {
    return HoconWriter.write(tree(job));
  }

  /** The same as maps, lists, texts, numbers, flags and nulls, for a manifest. */
  @SuppressWarnings("unchecked") // masking leaves a map's keys as they are
  public static Map<String, Object> tree(JobConfiguration job) {
    return (Map<String, Object>) Secrets.masked(unmasked(job));
  }

  private static Map<String, Object> unmasked(JobConfiguration job) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", job.name());
    tree.put("data", data(job.data()));
    tree.put("model", model(job.model()));
    tree.put("optimizer", optimizer(job.optimizer()));
    tree.put("schedule", schedule(job.schedule()));
    tree.put(
        "regularization",
        section("l1", job.regularization().l1(), "l2", job.regularization().l2()));
    tree.put("training", training(job.training()));
    tree.put("checkpoint", checkpoint(job.checkpoint()));
    tree.put("output", output(job.output()));
    tree.put("retrain", retrain(job.retrain()));
    return tree;
  }

  private static Map<String, Object> data(DataSection data) {
    return section(
        "format", data.format(),
        "train", data.train(),
        "validation", heldOut(data.validation()),
        "test", heldOut(data.test()),
        "splitBy", data.splitBy(),
        "splitSeed", data.splitSeed(),
        "label", data.label(),
        "weight", data.weight(),
        "offset", data.offset(),
        "features", data.features(),
        "ignore", data.ignore(),
        "categorical", data.categorical(),
        "hashed", data.hashed(),
        "hashBits", data.hashBits(),
        "options", data.options(),
        "maxLineBytes", data.maxLineBytes(),
        "missing", data.missing(),
        "scaling", data.scaling(),
        "labelScaling", data.labelScaling(),
        "order", data.order(),
        "shards", orAuto(data.shards()),
        "storage", data.storage());
  }

  private static Object heldOut(HeldOut rows) {
    return rows.auto() ? "auto" : rows.paths().isEmpty() ? (Object) rows.fraction() : rows.paths();
  }

  private static Map<String, Object> model(ModelSection model) {
    Map<String, Object> section =
        section(
            "layers", model.layers(),
            "activation", model.activations(),
            "loss", model.loss(),
            "dropout", model.dropout(),
            "intercept", model.intercept(),
            "initialize", model.initialize(),
            "initial", model.initial());
    section.putAll(model.lossSettings());
    return section;
  }

  private static Map<String, Object> optimizer(OptimizerSection optimizer) {
    Map<String, Object> section =
        section("rule", optimizer.rule(), "learningRate", orAuto(optimizer.learningRate()));
    section.putAll(optimizer.settings());
    return section;
  }

  private static Map<String, Object> schedule(ScheduleSection schedule) {
    Map<String, Object> section =
        section(
            "type",
            schedule.type(),
            "warmupSteps",
            schedule.warmupSteps(),
            "metric",
            schedule.metric());
    section.putAll(schedule.settings());
    return section;
  }

  private static Map<String, Object> training(TrainingSection training) {
    TrainingSection.Stop stop = training.stop();
    TrainingSection.EarlyStopping early = training.earlyStopping();
    return section(
        "batchSize", training.batchSize().isFull() ? (Object) "full" : training.batchSize().rows(),
        "epochs", orAuto(training.epochs()),
        "maxSteps", training.maxSteps(),
        "seed", training.seed(),
        "engine", training.engine(),
        "kernels", training.kernels(),
        "finish", training.finish(),
        "lastBatch", training.lastBatch(),
        "clipNorm", training.clipNorm(),
        "clipValue", training.clipValue(),
        "onNonFinite", training.onNonFinite(),
        "stop",
            section(
                "gradientNorm", stop.gradientNorm(),
                "loss", stop.loss(),
                "minutes", stop.minutes()),
        "earlyStopping",
            section(
                "metric", early.metric(),
                "patience", early.patience(),
                "minDelta", early.minDelta(),
                "restoreBest", early.restoreBest()),
        "classWeights", classWeights(training.classWeights()));
  }

  private static Object classWeights(ClassWeights weights) {
    return weights.balanced() ? "balanced" : weights.isNone() ? null : weights.byClass();
  }

  private static Map<String, Object> checkpoint(CheckpointSection checkpoint) {
    return section(
        "directory", checkpoint.directory(),
        "everyEpochs", checkpoint.everyEpochs(),
        "everySteps", checkpoint.everySteps(),
        "keep", checkpoint.keep(),
        "resume", checkpoint.resume());
  }

  private static Map<String, Object> output(OutputSection output) {
    OutputSection.Mlflow mlflow = output.mlflow();
    return section(
        "directory", output.directory(),
        "mlflow", section("tracking", mlflow.tracking(), "experiment", mlflow.experiment()));
  }

  private static Map<String, Object> retrain(RetrainSection retrain) {
    RetrainSection.Gate gate = retrain.gate();
    return section(
        "registry", retrain.registry(),
        "model", retrain.model(),
        "warmStart", retrain.warmStart(),
        "warmOptimizer", retrain.warmOptimizer(),
        "new", retrain.newData(),
        "window", section("column", retrain.window().column(), "days", retrain.window().days()),
        "gate",
            section(
                "metric", gate.metric(),
                "on", gate.on(),
                "minGain", gate.minGain(),
                "absolute", gate.absolute()),
        "keep", retrain.keep(),
        "runKey", retrain.runKey(),
        "leaseMinutes", retrain.leaseMinutes());
  }

  private static Map<String, Object> section(Object... keysAndValues) {
    Map<String, Object> section = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      section.put((String) keysAndValues[i], plain(keysAndValues[i + 1]));
    }
    return section;
  }

  private static Object orAuto(Object number) {
    Object plain = plain(number);
    return plain == null ? "auto" : plain;
  }

  /** An absent value as null, a member of a closed set as its word. */
  private static Object plain(Object value) {
    if (value instanceof Optional<?> text) {
      return text.orElse(null);
    }
    if (value instanceof OptionalDouble number) {
      return number.isPresent() ? (Object) number.getAsDouble() : null;
    }
    if (value instanceof OptionalInt number) {
      return number.isPresent() ? (Object) number.getAsInt() : null;
    }
    if (value instanceof OptionalLong number) {
      return number.isPresent() ? (Object) number.getAsLong() : null;
    }
    return value instanceof Enum<?> word ? EnumSpelling.of(word) : value;
  }
}
