package io.fallline.docs;

import io.fallline.ml.MiniBatchClassifier;
import io.fallline.ml.MiniBatchRegressor;
import io.fallline.ml.ParamSources;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.ml.param.Param;

/**
 * Which Param of the estimators is which key of a configuration: a Param's doc begins with it.
 * Those of settings that are new may have no getter yet.
 */
final class EstimatorParams {
  private final Map<String, String> byKey = new TreeMap<>();

  EstimatorParams() {
    Stream.of(new MiniBatchClassifier().params(), new MiniBatchRegressor().params())
        .flatMap(Arrays::stream)
        .forEach(this::add);
    byKey.putAll(ParamSources.namesByKey());
  }

  private void add(Param<?> param) {
    int end = param.doc().indexOf(": ");
    if (end > 0) {
      byKey.put(param.doc().substring(0, end), param.name());
    }
  }

  /** Empty where the estimators have none. */
  String of(String key) {
    return byKey.containsKey(key) ? MarkdownPage.code(byKey.get(key)) : "";
  }
}
