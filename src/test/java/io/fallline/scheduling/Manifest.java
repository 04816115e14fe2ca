package io.fallline.scheduling;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A YAML file of one document. */
record Manifest(Object root) {
  static Manifest of(String file) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new Manifest(new Yaml(new SafeConstructor(options)).load(Schedule.text(file)));
  }

  /** What stands under a path of keys and positions; null where there is nothing. */
  Object at(String path) {
    Object found = root;
    for (String step : path.split("\\.")) {
      if (found instanceof Map<?, ?> map) {
        found = map.get(step);
      } else if (found instanceof List<?> list && Integer.parseInt(step) < list.size()) {
        found = list.get(Integer.parseInt(step));
      } else {
        return null;
      }
    }
    return found;
  }

  List<String> texts(String path) {
    return at(path) instanceof List<?> list
        ? list.stream().map(String.class::cast).collect(Collectors.toList())
        : List.of();
  }

  /** The names of the parts of a list. */
  List<String> names(String path) {
    return at(path) instanceof List<?> list
        ? list.stream().map(each -> (String) ((Map<?, ?>) each).get("name")).toList()
        : List.of();
  }
}
