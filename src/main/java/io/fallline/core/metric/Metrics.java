package io.fallline.core.metric;

import io.fallline.core.setting.FactoryRegistry;

/** All metrics. A new one is a file beside these and a line here. */
public final class Metrics {
  private Metrics() {}

  public static FactoryRegistry<Metric> registry() {
    return new FactoryRegistry<Metric>("metric")
        .add("accuracy", settings -> new Accuracy())
        .add("logLoss", settings -> new LogLoss())
        .add("auc", settings -> new Auc())
        .add("precision", settings -> new Precision())
        .add("recall", settings -> new Recall())
        .add("f1", settings -> new F1())
        .add("rmse", settings -> new Rmse())
        .add("mae", settings -> new Mae())
        .add("r2", settings -> new R2());
  }
}
