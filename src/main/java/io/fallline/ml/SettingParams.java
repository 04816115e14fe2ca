package io.fallline.ml;

import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import scala.jdk.javaapi.CollectionConverters;

/** The Params of an estimator that Spark's own traits do not bring, by name. */
public final class SettingParams implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Map<String, Param<?>> params = new HashMap<>();

  /** Those of {@link SettingTable}, with their defaults. */
  SettingParams(Params owner) {
    for (SettingParam setting : SettingTable.ALL) {
      add(setting.of(owner));
      setting.defaultValue().ifPresent(value -> defaultValue(owner, setting.name(), value));
    }
  }

  private SettingParams() {}

  /** Those that an estimator leaves its model, without the loss, which is each kind's own. */
  static SettingParams ofModel(Params owner) {
    SettingParams settings = new SettingParams();
    ColumnParamChecks.add(owner, settings);
    SettingParam seed = SettingTable.named("seed");
    settings.add(seed.of(owner));
    settings.defaultValue(owner, seed.name(), seed.defaultValue().orElseThrow());
    return settings;
  }

  void add(Param<?> param) {
    params.put(param.name(), param);
  }

  /** Sets a default. */
  @SuppressWarnings("unchecked") // who calls knows the value's type
  void defaultValue(Params owner, String name, Object value) {
    ParamPair<?> pair = new ParamPair<>((Param<Object>) params.get(name), value);
    owner.setDefault(CollectionConverters.asScala(java.util.List.<ParamPair<?>>of(pair)).toSeq());
  }

  DoubleParam number(String name) {
    return (DoubleParam) params.get(name);
  }

  DoubleArrayParam numbers(String name) {
    return (DoubleArrayParam) params.get(name);
  }

  IntParam whole(String name) {
    return (IntParam) params.get(name);
  }

  LongParam wide(String name) {
    return (LongParam) params.get(name);
  }

  BooleanParam flag(String name) {
    return (BooleanParam) params.get(name);
  }

  @SuppressWarnings("unchecked") // a Param of no other class takes texts
  Param<String> text(String name) {
    return (Param<String>) params.get(name);
  }

  StringArrayParam texts(String name) {
    return (StringArrayParam) params.get(name);
  }

  IntArrayParam wholes(String name) {
    return (IntArrayParam) params.get(name);
  }

  /**
   * What was set, by configuration key. Defaults are left to the configuration: early stopping,
   * say, is on where one of its keys is set.
   */
  Map<String, Object> set(Params owner) {
    Map<String, Object> set = new LinkedHashMap<>();
    for (SettingParam setting : SettingTable.ALL) {
      Param<?> param = params.get(setting.name());
      if (owner.isSet(param)) {
        set.put(setting.key(), setting.inConfiguration(owner.getOrDefault(param)));
      }
    }
    return set;
  }
}
