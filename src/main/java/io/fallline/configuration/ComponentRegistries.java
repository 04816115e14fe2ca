package io.fallline.configuration;

import io.fallline.core.activation.Activation;
import io.fallline.core.activation.Activations;
import io.fallline.core.loss.Loss;
import io.fallline.core.loss.Losses;
import io.fallline.core.metric.Metric;
import io.fallline.core.metric.Metrics;
import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.schedule.LearningRateSchedule;
import io.fallline.core.schedule.LearningRateSchedules;
import io.fallline.core.setting.FactoryRegistry;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that a configuration can name: configuration and help know rules, schedules, … from here
 * alone.
 */
public record ComponentRegistries(
    FactoryRegistry<Optimizer> rules,
    FactoryRegistry<LearningRateSchedule> schedules,
    FactoryRegistry<Loss> losses,
    FactoryRegistry<Activation> activations,
    FactoryRegistry<Metric> metrics) {

  public static ComponentRegistries all() {
    return new ComponentRegistries(
        Optimizers.registry(),
        LearningRateSchedules.registry(),
        Losses.registry(),
        Activations.registry(),
        Metrics.registry());
  }

  /**
   * The registries by the key that names a component, in the order in which a configuration has
   * them.
   */
  public Map<String, FactoryRegistry<?>> byKey() {
    Map<String, FactoryRegistry<?>> byKey = new LinkedHashMap<>();
    byKey.put("model.loss", losses);
    byKey.put("model.activation", activations);
    byKey.put("optimizer.rule", rules);
    byKey.put("schedule.type", schedules);
    byKey.put("training.earlyStopping.metric", metrics);
    return byKey;
  }
}
