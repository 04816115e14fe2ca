package io.fallline.ml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.job.training.FitResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How a training went. It belongs to the model that came of it, and is not saved with it. */
public final class MiniBatchTrainingSummary {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FitResult fitted;
  private final JsonNode summary;

  /**
   * A recorded step. Long trainings record every second step, or third, …
   *
   * @param step from 1
   * @param epoch from 1
   * @param loss of the batch before the update, without penalty
   * @param gradientNorm with penalty, before clipping
   */
  public record Step(
      long step,
      long epoch,
      double loss,
      double learningRate,
      double gradientNorm,
      double samplesPerSecond) {}

  /**
   * What validation rows said at the end of an epoch; there is none where none were held out.
   *
   * @param metrics by name; NaN where one is not defined
   */
  public record Epoch(long epoch, long step, double loss, Map<String, Double> metrics) {}

  MiniBatchTrainingSummary(FitResult fitted) {
    // warnings are for those who set Params, whatever configuration a fit has made of them
    this.fitted = fitted.withWarnings(ParamNames::in);
    this.summary = read(this.fitted.summary());
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException impossible) { // we have written it
      throw new IllegalStateException(impossible);
    }
  }

  public long totalSteps() {
    return summary.path("steps").asLong();
  }

  public long totalEpochs() {
    return summary.path("epochs").asLong();
  }

  /** Why training ended: {@code epochs}, {@code earlyStopping}, … */
  public String stopReason() {
    return summary.path("stopReason").asText();
  }

  /** What was warned of, from looking at rows to the end; the log has it too. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    summary.path("warnings").forEach(warning -> warnings.add(warning.asText()));
    return warnings;
  }

  /** Who computed gradients: {@code local}, {@code resident} or {@code jobs}. */
  public String engine() {
    return summary.path("engine").asText();
  }

  /** From the call of fit to the first step. */
  public double loadSeconds() {
    return summary.path("loadSeconds").asDouble(Double.NaN);
  }

  /** Of steps alone. */
  public double trainSeconds() {
    return summary.path("trainSeconds").asDouble(Double.NaN);
  }

  public double samplesPerSecond() {
    return summary.path("samplesPerSecond").asDouble(Double.NaN);
  }

  /** Of all training rows under the final parameters, by row weights alone, without penalty. */
  public double trainLoss() {
    return summary.path("loss").path("train").asDouble(Double.NaN);
  }

  /** The same with class weights counted in, as training sees it. */
  public double objectiveLoss() {
    return summary.path("loss").path("objective").asDouble(Double.NaN);
  }

  /** NaN where no rows were held out. */
  public double validationLoss() {
    return summary.path("loss").path("validation").asDouble(Double.NaN);
  }

  /** By name; empty where no rows were held out. */
  public Map<String, Double> validationMetrics() {
    return numbers(summary.path("metrics").path("validation"), "");
  }

  /** Equal for equal rows, Params and seed, whatever the cluster. */
  public String parametersSha256() {
    return summary.path("parametersSha256").asText();
  }

  /** The recorded steps, in order. */
  public List<Step> steps() {
    return lines()
        .filter(line -> line.has("loss") && !line.has("finish"))
        .map(MiniBatchTrainingSummary::step)
        .toList();
  }

  /** The epochs that were validated, in order. */
  public List<Epoch> epochs() {
    return lines()
        .filter(line -> line.has("validation"))
        .map(
            line ->
                new Epoch(
                    line.path("epoch").asLong(),
                    line.path("step").asLong(),
                    line.path("validation").path("loss").asDouble(Double.NaN),
                    numbers(line.path("validation"), "loss")))
        .toList();
  }

  /** Everything but the history, as a run's {@code summary.json} has it. */
  public String toJson() {
    return fitted.summary();
  }

  /** The history, as a run's {@code history.jsonl} has it. */
  public String historyJson() {
    return fitted.history();
  }

  private Stream<JsonNode> lines() {
    return fitted.history().lines().map(MiniBatchTrainingSummary::read);
  }

  private static Step step(JsonNode line) {
    return new Step(
        line.path("step").asLong(),
        line.path("epoch").asLong(),
        line.path("loss").asDouble(Double.NaN),
        line.path("learningRate").asDouble(Double.NaN),
        line.path("gradientNorm").asDouble(Double.NaN),
        line.path("samplesPerSecond").asDouble(Double.NaN));
  }

  /** All but one. */
  private static Map<String, Double> numbers(JsonNode object, String but) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (var entry : object.properties()) {
      if (!entry.getKey().equals(but)) {
        numbers.put(entry.getKey(), entry.getValue().asDouble(Double.NaN));
      }
    }
    return numbers;
  }
}
