package io.fallline.core.network;

import io.fallline.core.activation.Activation;
import io.fallline.core.activation.Activations;
import io.fallline.core.failure.Failure;
import io.fallline.core.loss.Loss;
import io.fallline.core.loss.Losses;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.setting.JsonFields;
import java.io.Serializable;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The specification of a feed-forward network. A linear model is one without hidden layers. JDK
 * types only: it travels to executors and into files.
 *
 * @param inputs how many numbers a row has
 * @param hidden widths of the hidden layers, first to last
 * @param activations by name, one a hidden layer
 * @param loss by name
 * @param lossSettings what was set for the loss
 * @param classes how many classes there are; 0 where a number is predicted
 * @param intercept whether layers have biases; all of them or none
 * @param dropout the probability with which a hidden unit is dropped in training
 */
public record NetworkSpec(
    int inputs,
    List<Integer> hidden,
    List<String> activations,
    String loss,
    Map<String, Double> lossSettings,
    int classes,
    boolean intercept,
    double dropout)
    implements Serializable {

  public NetworkSpec {
    hidden = List.copyOf(hidden);
    activations = List.copyOf(activations);
    lossSettings = Collections.unmodifiableMap(new TreeMap<>(lossSettings));
    requireThat(loss != null, "a network needs a loss");
    requireThat(!lossSettings.containsValue(null), "a setting of the loss has no value");
    requireThat(inputs >= 1, "a network needs inputs, found " + inputs);
    requireThat(
        hidden.stream().allMatch(width -> width >= 1),
        "a layer needs a width of 1 or more, found " + hidden);
    requireThat(
        activations.size() == hidden.size(),
        "expected an activation for each hidden layer, found "
            + activations.size()
            + " for "
            + hidden.size());
    requireThat(
        dropout >= 0 && dropout < 1, "dropout is " + dropout + ", expected a number in [0, 1)");
    requireThat(classes >= 0, "found " + classes + " classes");
  }

  /**
   * As a manifest has it: members named as the components here, all of them and no others.
   *
   * @throws Failure (data) if something is missing or of another type; of another kind if the parts
   *     do not make a network
   */
  public static NetworkSpec read(JsonFields json) {
    json.requireNoOthers(
        Stream.of(NetworkSpec.class.getRecordComponents()).map(RecordComponent::getName).toList());
    JsonFields set = json.object("lossSettings");
    Map<String, Double> lossSettings = new TreeMap<>();
    set.values()
        .keySet()
        .forEach(name -> lossSettings.put((String) name, set.number((String) name)));
    return new NetworkSpec(
        json.whole("inputs"),
        json.list("hidden", Integer.class),
        json.list("activations", String.class),
        json.text("loss"),
        lossSettings,
        json.whole("classes"),
        json.flag("intercept"),
        json.number("dropout"));
  }

  /** How many scores the last layer gives a row. */
  public int outputs() {
    return createLoss().outputs(classes);
  }

  /** How many layers have parameters: the hidden ones and the output. */
  public int layers() {
    return hidden.size() + 1;
  }

  /** How many numbers go into layer {@code layer}, counted from 0. */
  public int inputsOf(int layer) {
    return layer == 0 ? inputs : hidden.get(layer - 1);
  }

  /** How many numbers come out of layer {@code layer}, counted from 0. */
  public int outputsOf(int layer) {
    return layer == hidden.size() ? outputs() : hidden.get(layer);
  }

  public Loss createLoss() {
    return Losses.registry().create(loss, Hyperparameters.of(lossSettings));
  }

  /** The activation of a hidden layer, counted from 0. */
  public Activation createActivation(int layer) {
    return Activations.registry().create(activations.get(layer), Hyperparameters.defaults());
  }

  private static void requireThat(boolean holds, String otherwise) {
    if (!holds) {
      throw Failure.configuration(otherwise);
    }
  }
}
