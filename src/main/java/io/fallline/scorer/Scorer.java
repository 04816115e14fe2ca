package io.fallline.scorer;

import io.fallline.core.failure.Failure;
import io.fallline.core.math.Kernels;
import io.fallline.core.network.Network;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.network.Predictor;
import io.fallline.model.Encoding;
import io.fallline.model.InputColumn;
import io.fallline.model.LabelClasses;
import io.fallline.model.ModelContent;
import io.fallline.model.RowEncoder;
import io.fallline.model.StoredModel;
import io.fallline.registry.VersionLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Predictions of a trained model for one row at a time, without Spark. Rows are encoded, and layers
 * computed, by the very code that {@code predict} runs: the same bits, but for a model trained with
 * native kernels, whose library is not here (10⁻⁶ then).
 *
 * <p>Threads share a scorer. Each call takes arrays to compute with that an earlier one has left,
 * so that there are as many of them as calls were ever under way at once.
 */
public final class Scorer {
  private final NetworkSpec network;
  private final Encoding encoding;
  private final LabelClasses classes;
  private final Predictor predictor;
  private final Queue<Pass> idle = new ConcurrentLinkedQueue<>();

  /** What one thread encodes and computes with. */
  private record Pass(RowEncoder encoder, Predictor predictor) {}

  private Scorer(StoredModel model) {
    network = model.network();
    encoding = model.encoding();
    classes = encoding.classes();
    float[] parameters = ParameterLayout.float32(model.parameters());
    // java kernels round after every multiplication, the others do not
    predictor =
        model.kernels().equals("java")
            ? new Predictor(new Network(network, Kernels.named("java")), parameters)
            : Predictor.ofSingleRows(network, Kernels.named("portable"), parameters);
  }

  /**
   * Reads a model directory of this machine and verifies all of it, by the SHA-256 of every file.
   *
   * @throws Failure (data) if it is no whole model; (files) if it cannot be read
   */
  public static Scorer load(Path directory) {
    ModelContent content = ModelContent.read(directory);
    return new Scorer(
        StoredModel.of(
            directory.toString(), content.manifest(), content.parameters(), content.scaling()));
  }

  /**
   * Reads the champion of a registry of this machine.
   *
   * @param registry its directory
   * @param model by its name there
   * @throws Failure (data) if there is no such model, it has no champion, or that is no whole
   *     model; (files) if it cannot be read
   */
  public static Scorer champion(Path registry, String model) {
    return VersionLog.champion(registry, model, Scorer::load);
  }

  /** The columns that a row must have, the offset's included. */
  public List<String> columns() {
    List<String> columns = new ArrayList<>();
    encoding.columns().stream().map(InputColumn::column).forEach(columns::add);
    if (encoding.offset() != null) {
      columns.add(encoding.offset());
    }
    return columns;
  }

  /**
   * The classes in order, each a Double, a Boolean or a String; none where numbers are predicted.
   */
  public List<Object> classes() {
    List<Object> values = new ArrayList<>();
    for (int k = 0; k < network.classes(); k++) {
      values.add(classes.value(k));
    }
    return values;
  }

  /**
   * @param row a value for each of {@link #columns}, null where it is not known; others are not
   *     looked at. Numbers may be written as texts; a vector is an array or a list of numbers, or a
   *     map from index, counted from 0, to number, in which all others are 0
   * @throws Failure (data) if a column is missing or has a value that the model cannot take: which
   *     one, what was found, what was expected
   */
  public Prediction score(Map<String, ?> row) {
    double[] scores = new double[predictor.outputs()];
    Pass idlePass = idle.poll();
    Pass pass =
        idlePass == null ? new Pass(new RowEncoder(encoding), predictor.another()) : idlePass;
    try {
      pass.predictor().scores(pass.encoder().encode(row), scores);
      return Prediction.of(pass.predictor(), classes, scores);
    } finally {
      idle.add(pass);
    }
  }
}
