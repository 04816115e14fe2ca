package io.fallline.report;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;
import static io.fallline.report.ReadableNumbers.significant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The summary of a run that is over: {@code summary.json}, whose members stand in the order of
 * these components, and a short text for the terminal. A number that is not known is NaN here, null
 * in JSON, and left out of the text.
 */
public record Summary(
    @JsonUnwrapped Run run,
    @JsonUnwrapped Size size,
    @JsonUnwrapped Course course,
    @JsonUnwrapped Engine engine,
    @JsonUnwrapped Time time,
    Losses loss,
    @JsonUnwrapped Metrics metrics,
    @JsonUnwrapped Identity identity) {

  /**
   * @param model where the model is; null if none was trained
   */
  public record Run(String name, String runId, String model) {}

  /**
   * @param rows of training
   */
  public record Size(long rows, long features, long parameters, long shards) {}

  /**
   * @param found null where the configuration names everything
   * @param warnings what was warned of, from loading to the end
   */
  public record Course(
      long steps,
      long epochs,
      String stopReason,
      @JsonInclude(NON_NULL) Found found,
      List<String> warnings) {}

  /**
   * What was found for settings that are auto.
   *
   * @param how the learning rate was found
   * @param labelUnit what the rule counted labels in
   * @param finish null before training has ended
   */
  public record Found(
      double learningRate,
      @JsonProperty("learningRateFrom") String how,
      double labelUnit,
      @JsonUnwrapped FoundFinish finish) {}

  /**
   * What the Newton steps at the end came to.
   *
   * @param passes over the rows; 0: there was no finish
   * @param estimatedL2 the penalty that was estimated from the rows; NaN where none was
   */
  public record FoundFinish(@JsonProperty("finishPasses") int passes, double estimatedL2) {
    /** To what was found before the first step, in a summary or a manifest. */
    public void addTo(ObjectNode found) {
      found.setAll(ReportJson.<ObjectNode>tree(this));
    }

    /** For people; empty where there was none. */
    public String text() {
      if (passes == 0) {
        return "";
      }
      String counted = passes + (passes == 1 ? " Newton pass" : " Newton passes");
      return Double.isNaN(estimatedL2)
          ? counted
          : counted + ", l2 " + significant(estimatedL2) + " estimated from the rows";
    }
  }

  /**
   * @param reason why this engine ran and no other
   */
  public record Engine(
      @JsonProperty("engine") String name,
      @JsonProperty("engineReason") String reason,
      String kernels,
      String sparkVersion) {}

  /**
   * @param trainSeconds of steps alone: no loading, evaluation, checkpoints
   * @param samplesPerSecond over {@code trainSeconds}
   */
  public record Time(
      double loadSeconds,
      double trainSeconds,
      double wallSeconds,
      double samplesPerSecond,
      @JsonProperty("stepMillis") StepMillis step,
      @JsonProperty("stepBreakdown") StepBreakdown breakdown) {}

  public record StepMillis(double median, double p95) {}

  /**
   * Mean milliseconds of a step, by what they went to.
   *
   * @param compute of the task that took longest
   * @param waiting for tasks to begin and sums to arrive
   * @param aggregate adding up what tasks sent
   */
  public record StepBreakdown(
      double compute, @JsonProperty("wait") double waiting, double aggregate, double update) {
    /** What to change where most of a step is not arithmetic; empty elsewhere. */
    String advice() {
      double total = compute + waiting + aggregate + update;
      if (waiting + aggregate <= total / 2 || Double.isNaN(total)) {
        return "";
      }
      boolean waits = waiting >= aggregate;
      return Math.round(100 * (waits ? waiting : aggregate) / total)
          + (waits
              ? "% of a step is waiting: larger batches or fewer tasks"
              : "% of a step is adding up what tasks send: fewer tasks, or larger batches");
    }
  }

  /**
   * Of the final parameters unless said otherwise, without penalty; rows count by their weights
   * alone in the first three.
   *
   * @param objective what training made small: over the training rows, class weights counted in
   * @param first the same of the first parameters
   * @param constant the least that a constant prediction would have of it
   */
  public record Losses(
      double train,
      double validation,
      double test,
      double objective,
      double first,
      double constant) {
    /** Whether class weights make training see another loss than evaluation does. */
    boolean areTwo() {
      return Double.isFinite(objective) && objective != train;
    }
  }

  /**
   * By name, in this order; empty where nothing was held out.
   *
   * @param confusion null for regression, and of more than 1,000 classes
   */
  @JsonPropertyOrder({"metrics", "confusion"})
  public record Metrics(
      @JsonIgnore Map<String, Double> validation,
      @JsonIgnore Map<String, Double> test,
      @JsonInclude(NON_NULL) Confusion confusion) {
    public Metrics {
      validation = new LinkedHashMap<>(validation);
      test = new LinkedHashMap<>(test);
    }

    @JsonProperty("metrics")
    Map<String, Map<String, Double>> bySplit() {
      Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
      metrics.put("validation", validation);
      metrics.put("test", test);
      return metrics;
    }
  }

  /**
   * Weights of rows: a line a class that they are of, a column a class that they were taken for.
   *
   * @param validation null where nothing was held out; so is {@code test}
   */
  public record Confusion(List<String> classes, double[][] validation, double[][] test) {}

  /**
   * @param resumedFromStep null if the run began at its beginning
   */
  public record Identity(String parametersSha256, String dataSha256, Long resumedFromStep) {}

  /** {@code summary.json}, for a person to read too. */
  public byte[] toJson() {
    return ReportJson.pretty(ReportJson.tree(this)).getBytes(StandardCharsets.UTF_8);
  }

  /** For the terminal, each line with its line break. */
  public String toText() {
    return new SummaryText(this).toString();
  }
}
