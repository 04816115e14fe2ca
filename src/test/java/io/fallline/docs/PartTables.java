package io.fallline.docs;

import static io.fallline.docs.MarkdownPage.cell;
import static io.fallline.docs.MarkdownPage.code;

import io.fallline.configuration.ComponentRegistries;
import io.fallline.core.activation.Activation;
import io.fallline.core.activation.Activations;
import io.fallline.core.function.PlaneFunction;
import io.fallline.core.function.PlaneFunctions;
import io.fallline.core.loss.LabelKind;
import io.fallline.core.loss.Loss;
import io.fallline.core.loss.Losses;
import io.fallline.core.metric.Metric;
import io.fallline.core.metric.Metrics;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.schedule.LearningRateSchedule;
import io.fallline.core.schedule.LearningRateSchedules;
import io.fallline.core.setting.FactoryRegistry;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.setting.Hyperparameters.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The tables of rules, schedules, losses, activations, metrics and functions. */
final class PartTables {
  private final MarkdownPage page;
  private final EstimatorParams params;
  private final ComponentRegistries parts = ComponentRegistries.all();

  PartTables(MarkdownPage page, EstimatorParams params) {
    this.page = page;
    this.params = params;
  }

  void write() {
    rules();
    schedules();
    losses();
    activations();
    metrics();
    functions();
  }

  private void rules() {
    page.heading("## Update rules: `optimizer.rule`");
    page.lines(
        "θ are the parameters, η the step's learning rate, g the batch's mean gradient with the L2 penalty in it, after clipping. *Keeps*: how many",
        "numbers the rule remembers for each parameter; checkpoints hold them. *Penalties*: those of `regularization` that go with it.",
        "");
    page.columns("name", "what", "source", "settings", "keeps", "penalties");
    BiConsumer<String, Optimizer> row =
        (name, rule) ->
            page.row(
                code(name),
                PartText.of(Optimizers.class, name, rule).first(),
                PartText.of(Optimizers.class, name, rule).others(),
                settings(parts.rules(), name, "optimizer"),
                Integer.toString(rule.slots().size()),
                rule.penalties().stream().map(PartTables::word).collect(Collectors.joining(", ")));
    each(parts.rules(), row);
  }

  private void schedules() {
    page.heading("## Learning-rate schedules: `schedule.type`");
    page.lines(
        "η₀ is `optimizer.learningRate`, t the step and e the epoch, both from 0 after the warm-up, T all planned steps but the warm-up.",
        "");
    page.columns("name", "what", "source", "settings", "needs validation data");
    BiConsumer<String, LearningRateSchedule> row =
        (name, schedule) ->
            page.row(
                code(name),
                PartText.of(LearningRateSchedules.class, name, schedule).first(),
                PartText.of(LearningRateSchedules.class, name, schedule).others(),
                settings(parts.schedules(), name, "schedule"),
                schedule.watchesValidation() ? "yes" : "");
    each(parts.schedules(), row);
  }

  private void losses() {
    page.heading("## Losses: `model.loss`");
    page.lines("Of one row: z is its score (of softmax, a score a class), y its label.", "");
    page.columns("name", "what", "source", "settings", "labels", "probabilities");
    BiConsumer<String, Loss> row =
        (name, loss) ->
            page.row(
                code(name),
                PartText.of(Losses.class, name, loss).first(),
                PartText.of(Losses.class, name, loss).others(),
                settings(parts.losses(), name, "model"),
                word(loss.labels()),
                loss.hasProbabilities() ? "yes" : "");
    each(parts.losses(), row);
    page.lines("");
    for (LabelKind kind : LabelKind.values()) {
      page.lines("* Labels *" + word(kind) + "*: " + PartText.of(kind));
    }
  }

  private void activations() {
    page.heading("## Activations: `model.activation`");
    page.columns("name", "what", "source");
    BiConsumer<String, Activation> row =
        (name, activation) ->
            page.row(
                code(name),
                PartText.of(Activations.class, name, activation).first(),
                PartText.of(Activations.class, name, activation).others());
    each(parts.activations(), row);
  }

  private void metrics() {
    page.heading("## Metrics");
    page.lines(
        "Reported on every part of the data; `training.earlyStopping.metric` and `schedule.metric` name one, or `loss`. w is a row's weight, ŷ its",
        "prediction.",
        "");
    page.columns("name", "what", "better is", "labels");
    BiConsumer<String, Metric> row =
        (name, metric) ->
            page.row(
                code(name),
                PartText.of(Metrics.class, name, metric).first(),
                metric.higherIsBetter() ? "higher" : "lower",
                words(metric::appliesTo));
    each(parts.metrics(), row);
  }

  private void functions() {
    page.heading("## Functions: `paths --function`");
    page.columns("name", "f(x, y)");
    BiConsumer<String, PlaneFunction> row =
        (name, function) ->
            page.row(code(name), PartText.of(PlaneFunctions.class, name, function).first());
    each(PlaneFunctions.registry(), row);
  }

  private static <T> void each(FactoryRegistry<T> registry, BiConsumer<String, T> row) {
    registry
        .names()
        .forEach(name -> row.accept(name, registry.create(name, Hyperparameters.defaults())));
  }

  /** {@code beta1 = 0.9}, what it takes, the Param where that has another name, and the effect. */
  private String settings(FactoryRegistry<?> registry, String name, String section) {
    List<Setting> settings = registry.settingsOf(name);
    return settings.stream()
        .map(
            setting -> {
              String param = params.of(section + "." + setting.name());
              String elsewhere = param.equals(code(setting.name())) ? "" : ", Param " + param;
              return code(setting.name() + " = " + setting.defaultValue())
                  + " ("
                  + cell(setting.expected())
                  + elsewhere
                  + "): "
                  + cell(setting.effect());
            })
        .collect(Collectors.joining("<br>"));
  }

  private static String words(Predicate<LabelKind> fits) {
    return Arrays.stream(LabelKind.values())
        .filter(fits)
        .map(PartTables::word)
        .collect(Collectors.joining(", "));
  }

  private static String word(Enum<?> member) {
    return member.name().toLowerCase(Locale.ROOT);
  }
}
