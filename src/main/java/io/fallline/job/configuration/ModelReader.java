package io.fallline.job.configuration;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import io.fallline.core.setting.NameSuggestion;
import io.fallline.job.configuration.ModelSection.Initialize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Reads the section {@code model}. */
final class ModelReader {
  private static final String WIDTHS = "a list of widths of 1 or more, such as [128, 64]";

  private final SectionReader model;
  private final Set<String> own;
  private final ComponentRegistries parts;

  private ModelReader(SectionReader model, Set<String> own, ComponentRegistries parts) {
    this.model = model;
    this.own = own;
    this.parts = parts;
  }

  static ModelSection read(SectionReader model, Set<String> own, ComponentRegistries parts) {
    return new ModelReader(model, own, parts).read();
  }

  private ModelSection read() {
    List<Integer> layers = layers();
    String loss = model.oneOf("loss", parts.losses().names());
    return new ModelSection(
        layers,
        activations(layers.size()),
        loss,
        lossSettings(loss),
        model.number("dropout", "a number in [0, 1)", share -> share >= 0 && share < 1),
        model.flag("intercept"),
        model.oneOf("initialize", Initialize.class),
        HadoopPath.readOptional(model, "initial", "a model directory"));
  }

  private List<Integer> layers() {
    List<Integer> widths = new ArrayList<>();
    for (ConfigValue element : model.list("layers", WIDTHS)) {
      OptionalLong width = HoconScalars.whole(element);
      if (width.isEmpty() || width.getAsLong() < 1 || width.getAsLong() > Integer.MAX_VALUE) {
        throw model.refused("layers", WIDTHS);
      }
      widths.add((int) width.getAsLong());
    }
    return List.copyOf(widths);
  }

  private List<String> activations(int layers) {
    Set<String> known = parts.activations().names();
    if (!(model.value("activation") instanceof ConfigList)) {
      return Collections.nCopies(layers, model.oneOf("activation", known));
    }
    String all = String.join(", ", known);
    List<String> activations = model.texts("activation", "a list of " + all);
    for (String activation : activations) {
      if (!known.contains(activation)) {
        throw model.refused(
            "activation", "a list of " + all + NameSuggestion.didYouMean(activation, known));
      }
    }
    if (activations.size() != layers) {
      throw model.refused(
          "activation", "one, or a list of " + layers + ", one for each of model.layers");
    }
    return activations;
  }

  private Map<String, Double> lossSettings(String loss) {
    Map<String, Double> settings = new TreeMap<>();
    new ComponentSettings(model, own)
        .ofAny(parts.losses(), loss)
        .forEach((name, value) -> settings.put(name, (Double) value));
    return settings;
  }
}
