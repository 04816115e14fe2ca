package io.fallline.ml;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The Params of the estimators as sources in Java and Python, made from the settings. */
public final class ParamSources {
  /** Writes all files that are made from the code. */
  public static final String COMMAND = "mvn -Pgenerate test";

  private static final Path MAIN = Path.of("src/main");

  private ParamSources() {}

  /** The text of each file. */
  public static Map<Path, String> files() {
    Map<Path, String> files = new TreeMap<>();
    for (ParamGroup group : ParamGroup.ALL) {
      files.put(
          MAIN.resolve("java/io/fallline/ml").resolve(group.name() + ".java"),
          JavaParamSource.of(group));
    }
    Path python = MAIN.resolve("python/fallline");
    files.put(python.resolve("_setting_params.py"), PythonParamSource.module());
    files.put(
        python.resolve("_classifier_keywords.py"),
        PythonKeywordSource.module(new MiniBatchClassifier()));
    files.put(
        python.resolve("_regressor_keywords.py"),
        PythonKeywordSource.module(new MiniBatchRegressor()));
    return files;
  }

  /** The name of each setting's Param, by the configuration's key. */
  public static Map<String, String> namesByKey() {
    return SettingTable.ALL.stream()
        .collect(Collectors.toMap(SettingParam::key, SettingParam::name));
  }
}
