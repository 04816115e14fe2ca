package io.fallline.configuration;

import com.typesafe.config.Config;
import io.fallline.configuration.DeclaredKey.NumberInterval;
import io.fallline.configuration.JobConfiguration.ScheduleSection;
import io.fallline.configuration.hocon.CommandLineSetting;
import io.fallline.configuration.hocon.HoconScalars;
import io.fallline.configuration.hocon.KeyOrigins;
import io.fallline.core.failure.Failure;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.schedule.LearningRateSchedule;
import io.fallline.core.setting.FactoryRegistry;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.setting.NameSuggestion;
import io.fallline.core.setting.SettingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What {@code --set} can say where paths are drawn: settings and learning rates of rules, which
 * stand under their names ({@code adam.beta1}), the schedule, and when to stop.
 */
public final class FunctionPathSettings {
  private static final String LEARNING_RATE = "learningRate";
  private static final NumberInterval RATES = NumberInterval.parse("(0, )");
  private static final String GRADIENT_NORM = "training.stop.gradientNorm";
  private static final String EXPECTED =
      "expected a rule's setting (adam.beta1), its learning rate (adam.learningRate), schedule.… or "
          + GRADIENT_NORM;

  private final ComponentRegistries parts = ComponentRegistries.all();
  private final Map<String, Map<String, Object>> settings = new LinkedHashMap<>();
  private final Map<String, Double> rates = new LinkedHashMap<>();
  private final ScheduleSection schedule;
  private final double gradientNorm;

  private FunctionPathSettings(Collection<String> rules, List<CommandLineSetting> given) {
    Config filled = KeyDefaults.read();
    List<CommandLineSetting> overridden = new ArrayList<>();
    for (CommandLineSetting setting : given) {
      if (parts.rules().names().contains(setting.path().get(0))) {
        setOfRule(setting, rules);
      } else {
        refuseUnknown(setting);
        overridden.add(setting);
        filled = setting.over(filled);
      }
    }
    rules.forEach(this::requireFitting);
    KeyOrigins places = new KeyOrigins("", Map.of(), overridden);
    SectionReader root = new SectionReader(filled.root(), List.of(), places);
    schedule = SectionSchema.read(ScheduleSection.class, root.section("schedule"));
    gradientNorm =
        SectionSchema.read(TrainingSection.Stop.class, root.section("training").section("stop"))
            .gradientNorm()
            .orElse(-1);
  }

  /**
   * @param rules whose paths are drawn
   * @throws Failure (configuration) for any other key, and for a value that does not fit
   */
  public static FunctionPathSettings of(Collection<String> rules, List<String> arguments) {
    return new FunctionPathSettings(
        rules, arguments.stream().map(CommandLineSetting::parse).toList());
  }

  private void setOfRule(CommandLineSetting setting, Collection<String> rules) {
    String rule = setting.path().get(0);
    if (!rules.contains(rule)) {
      throw refused(setting, rule + " is not among the rules " + String.join(", ", rules));
    }
    if (setting.path().size() != 2) {
      throw refused(setting, EXPECTED);
    }
    String name = setting.path().get(1);
    OptionalDouble number = HoconScalars.number(setting.value());
    if (name.equals(LEARNING_RATE)) {
      if (number.isEmpty() || !RATES.contains(number.getAsDouble())) {
        throw refused(
            setting, "is " + SectionReader.shown(setting.value()) + ", expected a number above 0");
      }
      rates.put(rule, number.getAsDouble());
    } else {
      Object flagOrText =
          HoconScalars.flag(setting.value())
              .<Object>map(flag -> flag)
              .orElseGet(() -> SectionReader.shown(setting.value()));
      settings
          .computeIfAbsent(rule, any -> new LinkedHashMap<>())
          .put(name, number.isPresent() ? (Object) number.getAsDouble() : flagOrText);
    }
  }

  private void refuseUnknown(CommandLineSetting setting) {
    boolean ofSchedule = setting.path().size() == 2 && setting.path().get(0).equals("schedule");
    List<String> known = new ArrayList<>(List.of("type", "warmupSteps"));
    known.addAll(ComponentSettings.namesOf(parts.schedules()));
    if (ofSchedule && !known.contains(setting.path().get(1))) {
      String name = setting.path().get(1);
      throw refused(
          setting,
          name
              + " is not a setting of schedule here"
              + NameSuggestion.didYouMean(name, known)
              + " (schedule has "
              + String.join(", ", known)
              + ")");
    }
    if (!ofSchedule && !setting.name().equals(GRADIENT_NORM)) {
      throw refused(
          setting,
          EXPECTED + NameSuggestion.didYouMean(setting.path().get(0), parts.rules().names()));
    }
  }

  private void requireFitting(String rule) {
    try {
      rule(rule);
    } catch (SettingException e) {
      throw Failure.configuration("--set " + rule + "." + e.setting() + ": " + e.getMessage(), e);
    }
  }

  private static Failure refused(CommandLineSetting setting, String why) {
    return Failure.configuration("--set " + setting.name() + ": " + why);
  }

  /** The rule with its settings. */
  public Optimizer rule(String name) {
    FactoryRegistry<Optimizer> rules = parts.rules();
    Hyperparameters given = Hyperparameters.of(settingsOf(name));
    Optimizer rule = rules.create(name, given);
    given.requireNoOthers(name);
    return rule;
  }

  /** What somebody has set for this rule. */
  public Map<String, Object> settingsOf(String rule) {
    return settings.getOrDefault(rule, Map.of());
  }

  /** The learning rate that somebody has set for this rule. */
  public OptionalDouble learningRateOf(String rule) {
    return rates.containsKey(rule) ? OptionalDouble.of(rates.get(rule)) : OptionalDouble.empty();
  }

  public boolean hasLearningRates() {
    return !rates.isEmpty();
  }

  public LearningRateSchedule schedule() {
    return parts.schedules().create(schedule.type(), Hyperparameters.of(schedule.settings()));
  }

  public long warmupSteps() {
    return schedule.warmupSteps();
  }

  /** Negative: nobody wants to stop there. */
  public double gradientNorm() {
    return gradientNorm;
  }
}
