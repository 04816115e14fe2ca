package io.fallline.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Params' sources in Java and Python are what {@link SettingTable} and the defaults of a
 * configuration make of them. {@code -Dparams=write} writes them.
 */
class GeneratedParamsTest {
  private static final Path MAIN = Path.of("src/main");

  static Stream<Map.Entry<Path, String>> sources() {
    Map<Path, String> sources = new TreeMap<>();
    for (ParamGroup group : ParamGroup.ALL) {
      sources.put(
          MAIN.resolve("java/io/fallline/ml").resolve(group.name() + ".java"),
          JavaParamSource.of(group));
    }
    sources.put(MAIN.resolve("python/fallline/_setting_params.py"), PythonParamSource.module());
    return sources.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void aSourceOfParamsIsWhatTheSettingsMakeOfIt(Map.Entry<Path, String> source) throws IOException {
    if ("write".equals(System.getProperty("params"))) {
      Files.writeString(source.getKey(), source.getValue());
    }
    assertEquals(
        source.getValue(),
        Files.readString(source.getKey()),
        source.getKey() + " is not what the settings say: " + JavaParamSource.GENERATED);
  }
}
