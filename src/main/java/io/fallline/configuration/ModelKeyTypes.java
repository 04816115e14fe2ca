package io.fallline.configuration;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import io.fallline.core.setting.NameSuggestion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Types of keys of the section {@code model} that no other section has. */
final class ModelKeyTypes {
  private ModelKeyTypes() {}

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
}
