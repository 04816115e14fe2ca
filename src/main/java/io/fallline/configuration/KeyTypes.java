package io.fallline.configuration;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.fallline.configuration.hocon.HoconScalars;
import io.fallline.core.setting.NameSuggestion;
import io.fallline.mlflow.MlflowAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** How the keys are read whose values are more than a number, a flag, a word or a text. */
final class KeyTypes {
  private KeyTypes() {}

  /** The name of a registry's entry: an optimizer, a schedule, a loss. */
  static final class ComponentName implements KeyType<String> {
    @Override
    public String read(SectionReader section, DeclaredKey key) {
      return section.oneOf(key.name(), ComponentRegistries.all().byKey().get(key.path()).names());
    }
  }

  /** Paths, or names of tables; none where rows are handed over as DataFrames. */
  static final class TrainingPaths implements KeyType<List<String>> {
    static final String EXPECTED = "a path or a list of paths";

    @Override
    public List<String> read(SectionReader data, DeclaredKey key) {
      return data.isNull(key.name()) ? List.of() : data.textOrTexts(key.name(), EXPECTED);
    }
  }

  /** A list of different names of columns. */
  static final class ColumnNames implements KeyType<List<String>> {
    @Override
    public List<String> read(SectionReader data, DeclaredKey key) {
      String expected = "a list of different column names, such as [age, income]";
      List<String> columns = data.texts(key.name(), expected);
      if (columns.stream().distinct().count() < columns.size()) {
        throw data.refused(key.name(), expected);
      }
      return columns;
    }
  }

  /** Options of Spark's reader, which have dots in their names that HOCON reads as sections. */
  static final class ReaderOptions implements KeyType<Map<String, String>> {
    @Override
    public Map<String, String> read(SectionReader data, DeclaredKey key) {
      Map<String, String> options = new TreeMap<>();
      collect("", data.section(key.name()), options);
      return options;
    }

    private static void collect(String prefix, SectionReader section, Map<String, String> options) {
      for (String key : section.keys()) {
        if (section.value(key) instanceof ConfigObject) {
          collect(prefix + key + ".", section.section(key), options);
        } else if (!section.isNull(key)) {
          options.put(
              prefix + key,
              HoconScalars.text(section.value(key))
                  .orElseThrow(() -> section.refused(key, "a text, a number or a flag")));
        }
      }
    }
  }

  /** A power of two; empty: auto, from the row count. */
  static final class ShardCount implements KeyType<OptionalInt> {
    private static final long MOST = 1 << 20;
    private static final String EXPECTED = "a power of two up to " + MOST + ", or auto";

    @Override
    public OptionalInt read(SectionReader data, DeclaredKey key) {
      if (data.isAuto(key.name())) {
        return OptionalInt.empty();
      }
      return OptionalInt.of(
          (int)
              data.whole(key.name(), EXPECTED, n -> n >= 1 && n <= MOST && Long.bitCount(n) == 1));
    }
  }

  /** The widths of the hidden layers. */
  static final class LayerWidths implements KeyType<List<Integer>> {
    static final String KEY = "layers";
    private static final String EXPECTED = "a list of widths of 1 or more, such as [128, 64]";

    @Override
    public List<Integer> read(SectionReader model, DeclaredKey key) {
      List<Integer> widths = new ArrayList<>();
      for (ConfigValue element : model.list(KEY, EXPECTED)) {
        OptionalLong width = HoconScalars.whole(element);
        if (width.isEmpty() || width.getAsLong() < 1 || width.getAsLong() > Integer.MAX_VALUE) {
          throw model.refused(KEY, EXPECTED);
        }
        widths.add((int) width.getAsLong());
      }
      return List.copyOf(widths);
    }

    @Override
    public Class<?> paramType(DeclaredKey key) {
      return int[].class;
    }
  }

  /** The activation of each hidden layer: one word for all, or a list. */
  static final class ActivationNames implements KeyType<List<String>> {
    @Override
    public List<String> read(SectionReader model, DeclaredKey key) {
      int layers = model.list(LayerWidths.KEY, "a list").size();
      String name = key.name();
      Set<String> known = ComponentRegistries.all().activations().names();
      if (!(model.value(name) instanceof ConfigList)) {
        return Collections.nCopies(layers, model.oneOf(name, known));
      }
      String all = "a list of " + String.join(", ", known);
      List<String> activations = model.texts(name, all);
      for (String activation : activations) {
        if (!known.contains(activation)) {
          throw model.refused(name, all + NameSuggestion.didYouMean(activation, known));
        }
      }
      if (activations.size() != layers) {
        throw model.refused(name, "one, or a list of " + layers + ", one for each of model.layers");
      }
      return activations;
    }

    @Override
    public Class<?> paramType(DeclaredKey key) {
      return String[].class;
    }
  }

  /** The address of an MLflow server; empty: none is told. */
  static final class TrackingAddress implements KeyType<Optional<String>> {
    @Override
    public Optional<String> read(SectionReader mlflow, DeclaredKey key) {
      Optional<String> address = mlflow.optionalText(key.name(), key.expected());
      if (address.isPresent() && !MlflowAddress.isAddress(address.get())) {
        throw mlflow.refused(key.name(), key.expected());
      }
      return address;
    }
  }

  /** A name that is also a directory's, of a job or a model. */
  static final class DirectoryName implements KeyType<String> {
    static final String EXPECTED =
        "1 to 64 letters, digits, dots, underscores or hyphens, and not dots alone";
    private static final String NAME = "[A-Za-z0-9._-]{1,64}";

    static boolean is(String name) {
      return name.matches(NAME) && !name.matches("\\.+"); // "..": a directory of another job
    }

    @Override
    public String read(SectionReader section, DeclaredKey key) {
      String name = section.text(key.name(), EXPECTED);
      if (!is(name)) {
        throw section.refused(key.name(), EXPECTED);
      }
      return name;
    }
  }

  /** What can be watched on held-out rows: their loss or a metric; empty where nothing is. */
  static class WatchedMetric implements KeyType<Optional<String>> {
    static final String LOSS = "loss";

    @Override
    public Optional<String> read(SectionReader section, DeclaredKey key) {
      Set<String> names = new LinkedHashSet<>(Set.of(LOSS));
      names.addAll(ComponentRegistries.all().metrics().names());
      Optional<String> found = section.optionalText(key.name(), "a metric, or null");
      if (found.isPresent() && !names.contains(found.get())) {
        throw section.refused(
            key.name(),
            "one of "
                + String.join(", ", names)
                + ", or null"
                + NameSuggestion.didYouMean(found.get(), names));
      }
      return found;
    }

    /**
     * What early stopping watches. A setting of it, its patience say, asks for early stopping: it
     * watches the validation loss then.
     */
    static final class OfEarlyStopping extends WatchedMetric {
      @Override
      public Optional<String> read(SectionReader early, DeclaredKey key) {
        boolean implied = !early.isSet(key.name()) && early.keys().stream().anyMatch(early::isSet);
        return implied ? Optional.of(LOSS) : super.read(early, key);
      }
    }
  }
}
