package io.fallline.configuration;

import io.fallline.configuration.KeyTypes.WatchedMetric;
import io.fallline.configuration.RetrainSection.RetrainChecks;
import io.fallline.core.failure.Failure;
import io.fallline.core.loss.LabelKind;
import io.fallline.core.loss.Loss;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.Optimizer.Penalty;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.training.BatchPlan;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refuses values that are right by themselves but do not go together. */
final class CrossChecks {
  private final JobConfiguration job;
  private final ComponentRegistries parts;
  private final SectionReader root;
  private final Loss loss;

  CrossChecks(JobConfiguration job, ComponentRegistries parts, SectionReader root) {
    this.job = job;
    this.parts = parts;
    this.root = root;
    this.loss =
        parts.losses().create(job.model().loss(), Hyperparameters.of(job.model().lossSettings()));
  }

  void run() {
    distinctRoles();
    heldOutParts();
    dropout();
    penalties();
    lastBatch();
    classWeights();
    watched("schedule", job.schedule().metric());
    watched("training.earlyStopping", job.training().earlyStopping().metric());
    watched("retrain.gate", job.retrain().gate().metric());
    validationData();
    new RetrainChecks(job, root).run();
  }

  /** A column has one role: above all the label is not among what it is predicted from. */
  private void distinctRoles() {
    DataSection data = job.data();
    Map<String, List<String>> columns = new LinkedHashMap<>();
    columns.put("label", List.of(data.label()));
    columns.put("weight", data.weight().stream().toList());
    columns.put("offset", data.offset().stream().toList());
    columns.put("features", data.features());
    columns.put("categorical", data.categorical());
    columns.put("hashed", data.hashed());
    columns.put("ignore", data.ignore());
    Map<String, String> roles = new HashMap<>();
    columns.forEach(
        (role, names) ->
            names.forEach(name -> refuseSecond(name, role, roles.putIfAbsent(name, role))));
    // splitBy may be a feature too: it says where a row goes, not what it is
    data.splitBy()
        .filter(data.label()::equals)
        .ifPresent(name -> refuseSecond(name, "splitBy", "label"));
  }

  private void refuseSecond(String column, String role, String earlier) {
    if (earlier != null) {
      throw failure(
          "data",
          role,
          "names the column "
              + column
              + ", which is also data."
              + earlier
              + "; expected one role a column");
    }
  }

  private void heldOutParts() {
    double validation = job.data().validation().certainShare();
    double test = job.data().test().certainShare();
    if (validation + test >= 1) {
      throw failure(
          "data",
          "validation",
          "and data.test are " + validation + " and " + test + ", expected a sum below 1");
    }
  }

  private void dropout() {
    if (job.model().dropout() > 0 && job.model().layers().isEmpty()) {
      throw failure(
          "model",
          "dropout",
          "is " + job.model().dropout() + ", expected 0 where model.layers has no hidden layer");
    }
  }

  private void penalties() {
    refusePenalty(Penalty.L1, "l1", job.regularization().l1());
    refusePenalty(Penalty.L2, "l2", job.regularization().l2());
  }

  private void refusePenalty(Penalty penalty, String key, double strength) {
    String rule = job.optimizer().rule();
    Optimizer optimizer =
        parts.rules().create(rule, Hyperparameters.of(job.optimizer().settings()));
    if (strength > 0 && !optimizer.penalties().contains(penalty)) {
      String remedy =
          job.optimizer().settings().containsKey(key)
              ? " (it has a setting of its own: optimizer." + key + ")"
              : "";
      throw failure(
          "regularization", key, "is " + strength + ", expected 0 with the rule " + rule + remedy);
    }
  }

  private void lastBatch() {
    if (job.training().lastBatch() == BatchPlan.LastBatch.SCALE && !loss.isMeanOfRows()) {
      throw failure(
          "training",
          "lastBatch",
          "is scale, expected keep or drop with the loss "
              + job.model().loss()
              + ", which is no mean over rows");
    }
  }

  private void classWeights() {
    if (!job.training().classWeights().isNone() && !loss.labels().isClass()) {
      throw failure(
          "training",
          "classWeights",
          "are set, expected null with the loss " + job.model().loss() + ", which has no classes");
    }
  }

  private void watched(String section, Optional<String> metric) {
    if (metric.isEmpty() || metric.get().equals(WatchedMetric.LOSS)) {
      return;
    }
    LabelKind labels = loss.labels();
    List<String> fitting =
        parts.metrics().names().stream()
            .filter(
                name -> parts.metrics().create(name, Hyperparameters.defaults()).appliesTo(labels))
            .toList();
    if (!fitting.contains(metric.get())) {
      String expected = job.model().loss() + ": loss, " + String.join(", ", fitting);
      throw failure(
          section, "metric", "is " + metric.get() + ", expected a metric of the loss " + expected);
    }
  }

  private void validationData() {
    if (job.data().validation().isPresent()) {
      return;
    }
    String missing =
        ", which needs validation data: expected data.validation to be a fraction above 0 or a path";
    String type = job.schedule().type();
    if (parts
        .schedules()
        .create(type, Hyperparameters.of(job.schedule().settings()))
        .watchesValidation()) {
      throw failure("schedule", "type", "is " + type + missing);
    }
    Optional<String> metric = job.training().earlyStopping().metric();
    if (metric.isPresent()) {
      throw failure("training.earlyStopping", "metric", "is " + metric.get() + missing);
    }
  }

  private Failure failure(String section, String key, String message) {
    SectionReader reader = root;
    for (String step : section.split("\\.")) {
      reader = reader.section(step);
    }
    return reader.failure(key, message);
  }
}
