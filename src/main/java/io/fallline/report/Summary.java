package io.fallline.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be known of a run once it is over: {@code summary.json}, whose members stand in the
 * order of these components, and a short text for the terminal. A number that is not known is NaN
 * here, null in JSON, and left out of the text.
 */
public record Summary(
    Run run,
    Size size,
    Course course,
    Engine engine,
    Time time,
    Losses loss,
    Metrics metrics,
    Identity identity) {

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
      long steps, long epochs, String stopReason, Found found, List<String> warnings) {}

  /**
   * What was found for settings that are auto.
   *
   * @param how the learning rate was found
   * @param labelUnit what the rule counted labels in
   * @param finish null before training has ended
   */
  public record Found(double learningRate, String how, double labelUnit, FoundFinish finish) {
    void addTo(ObjectNode json) {
      ObjectNode found =
          json.putObject("found")
              .put("learningRate", learningRate)
              .put("learningRateFrom", how)
              .put("labelUnit", labelUnit);
      if (finish != null) {
        finish.addTo(found);
      }
    }
  }

  /**
   * What the Newton steps at the end came to.
   *
   * @param passes over the rows; 0: there was no finish
   * @param estimatedL2 the penalty that was estimated from the rows; NaN where none was
   */
  public record FoundFinish(int passes, double estimatedL2) {
    /** To what was found before the first step, in a summary or a manifest. */
    public void addTo(ObjectNode found) {
      found.put("finishPasses", passes);
      ReportJson.put(found, "estimatedL2", estimatedL2);
    }

    /** For people; empty where there was none. */
    public String text() {
      if (passes == 0) {
        return "";
      }
      String counted = passes + (passes == 1 ? " Newton pass" : " Newton passes");
      return Double.isNaN(estimatedL2)
          ? counted
          : counted
              + ", l2 "
              + ReadableNumbers.significant(estimatedL2)
              + " estimated from the rows";
    }
  }

  /**
   * @param reason why this engine ran and no other
   */
  public record Engine(String name, String reason, String kernels, String sparkVersion) {}

  /**
   * @param trainSeconds of steps alone: no loading, evaluation, checkpoints
   * @param samplesPerSecond over {@code trainSeconds}
   */
  public record Time(
      double loadSeconds,
      double trainSeconds,
      double wallSeconds,
      double samplesPerSecond,
      StepMillis step,
      StepBreakdown breakdown) {}

  public record StepMillis(double median, double p95) {}

  /**
   * Mean milliseconds of a step, by what they went to.
   *
   * @param compute of the task that took longest
   * @param waiting for tasks to begin and sums to arrive
   * @param aggregate adding up what tasks sent
   */
  public record StepBreakdown(double compute, double waiting, double aggregate, double update) {
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
   * @param confusion null for regression
   */
  public record Metrics(
      Map<String, Double> validation, Map<String, Double> test, Confusion confusion) {
    public Metrics {
      validation = new LinkedHashMap<>(validation);
      test = new LinkedHashMap<>(test);
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
    return ReportJson.pretty(json()).getBytes(StandardCharsets.UTF_8);
  }

  /** For the terminal, each line with its line break. */
  public String toText() {
    return new SummaryText(this).toString();
  }

  private ObjectNode json() {
    ObjectNode json = ReportJson.object();
    json.put("name", run.name()).put("runId", run.runId()).put("model", run.model());
    json.put("rows", size.rows()).put("features", size.features());
    json.put("parameters", size.parameters()).put("shards", size.shards());
    json.put("steps", course.steps())
        .put("epochs", course.epochs())
        .put("stopReason", course.stopReason());
    if (course.found() != null) {
      course.found().addTo(json);
    }
    course.warnings().forEach(json.putArray("warnings")::add);
    json.put("engine", engine.name()).put("engineReason", engine.reason());
    json.put("kernels", engine.kernels()).put("sparkVersion", engine.sparkVersion());
    addTime(json);
    addQuality(json);
    json.put("parametersSha256", identity.parametersSha256())
        .put("dataSha256", identity.dataSha256());
    json.put("resumedFromStep", identity.resumedFromStep());
    return json;
  }

  private void addTime(ObjectNode json) {
    ReportJson.put(json, "loadSeconds", time.loadSeconds());
    ReportJson.put(json, "trainSeconds", time.trainSeconds());
    ReportJson.put(json, "wallSeconds", time.wallSeconds());
    ReportJson.put(json, "samplesPerSecond", time.samplesPerSecond());
    ObjectNode step = json.putObject("stepMillis");
    ReportJson.put(step, "median", time.step().median());
    ReportJson.put(step, "p95", time.step().p95());
    ObjectNode breakdown = json.putObject("stepBreakdown");
    ReportJson.put(breakdown, "compute", time.breakdown().compute());
    ReportJson.put(breakdown, "wait", time.breakdown().waiting());
    ReportJson.put(breakdown, "aggregate", time.breakdown().aggregate());
    ReportJson.put(breakdown, "update", time.breakdown().update());
  }

  private void addQuality(ObjectNode json) {
    ObjectNode losses = json.putObject("loss");
    ReportJson.put(losses, "train", loss.train());
    ReportJson.put(losses, "validation", loss.validation());
    ReportJson.put(losses, "test", loss.test());
    ReportJson.put(losses, "objective", loss.objective());
    ReportJson.put(losses, "first", loss.first());
    ReportJson.put(losses, "constant", loss.constant());
    ObjectNode byPart = json.putObject("metrics");
    ReportJson.putAll(byPart.putObject("validation"), metrics.validation());
    ReportJson.putAll(byPart.putObject("test"), metrics.test());
    if (metrics.confusion() != null) {
      Confusion confusion = metrics.confusion();
      addConfusion(json, confusion.classes(), "validation", confusion.validation());
      addMatrix((ObjectNode) json.get("confusion"), "test", confusion.test());
    }
  }

  static void addConfusion(ObjectNode json, List<String> classes, String name, double[][] matrix) {
    ObjectNode matrices = json.putObject("confusion");
    classes.forEach(matrices.putArray("classes")::add);
    addMatrix(matrices, name, matrix);
  }

  private static void addMatrix(ObjectNode matrices, String name, double[][] matrix) {
    if (matrix == null) {
      matrices.putNull(name);
      return;
    }
    ArrayNode lines = matrices.putArray(name);
    for (double[] line : matrix) {
      ArrayNode weights = lines.addArray();
      for (double weight : line) {
        weights.add(weight);
      }
    }
  }
}
