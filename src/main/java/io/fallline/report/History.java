package io.fallline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.core.training.TrainingListener.FinishPass;
import io.fallline.core.training.TrainingListener.StepRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A run's history as {@code history.jsonl} has it: the recorded steps, the ends of validated
 * epochs, and the passes of the finish. Numbers that are not known are NaN.
 */
public record History(List<Step> steps, List<Validation> validations, List<Finish> finishes) {
  static final String FILE = "history.jsonl";

  /**
   * @param step from 1
   * @param epoch from 1
   */
  public record Step(
      long step,
      long epoch,
      double loss,
      double learningRate,
      double gradientNorm,
      double samplesPerSecond) {}

  /**
   * @param epoch from 1
   * @param step the epoch's last
   * @param metrics by name
   */
  public record Validation(long epoch, long step, double loss, Map<String, Double> metrics) {
    /** NaN where it was not computed. */
    public double metric(String name) {
      return metrics.getOrDefault(name, Double.NaN);
    }
  }

  /**
   * A pass of the finish.
   *
   * @param pass from 1
   * @param step training's last
   * @param loss over all training rows
   * @param accepted whether training went on from there
   */
  public record Finish(
      int pass,
      long step,
      double loss,
      double objective,
      double gradientNorm,
      double l2,
      boolean accepted) {}

  public History {
    steps = List.copyOf(steps);
    validations = List.copyOf(validations);
    finishes = List.copyOf(finishes);
  }

  public double[] ofSteps(ToDoubleFunction<Step> number) {
    return steps.stream().mapToDouble(number).toArray();
  }

  public double[] ofValidations(ToDoubleFunction<Validation> number) {
    return validations.stream().mapToDouble(number).toArray();
  }

  /**
   * @param file as messages name it
   * @throws Failure (data) if a line is none of a history; but the last one may be half a line, as
   *     where a run was killed
   */
  static History read(String file, byte[] lines) {
    List<Step> steps = new ArrayList<>();
    List<Validation> validations = new ArrayList<>();
    List<Finish> finishes = new ArrayList<>();
    String text = new String(lines, StandardCharsets.UTF_8);
    int number = 0;
    int end;
    for (int from = 0; (end = text.indexOf('\n', from)) >= 0; from = end + 1) {
      number++;
      JsonNode line = line(file, number, text.substring(from, end));
      if (line.has("found")) {
        continue; // what was found for settings that are auto: the summary has it too
      }
      if (line.has("validation")) {
        validations.add(validation(line));
      } else if (line.has("finish")) {
        finishes.add(finish(line));
      } else {
        steps.add(step(line));
      }
    }
    return new History(steps, validations, finishes);
  }

  private static JsonNode line(String file, int number, String text) {
    try {
      JsonNode line = ReportJson.read(text);
      if (line.path("found").isObject()
          || line.path("step").isIntegralNumber() && line.path("epoch").isIntegralNumber()) {
        return line;
      }
      throw Failure.data(
          file + ", line " + number + ": expected a step or an epoch, found " + text);
    } catch (JsonProcessingException e) {
      throw Failure.data(file + ", line " + number + ": expected a JSON object, found " + text, e);
    }
  }

  private static Step step(JsonNode line) {
    return new Step(
        line.get("step").longValue(),
        line.get("epoch").longValue(),
        ReportJson.number(line, "loss"),
        ReportJson.number(line, "learningRate"),
        ReportJson.number(line, "gradientNorm"),
        ReportJson.number(line, "samplesPerSecond"));
  }

  private static Finish finish(JsonNode line) {
    return new Finish(
        line.get("finish").intValue(),
        line.get("step").longValue(),
        ReportJson.number(line, "loss"),
        ReportJson.number(line, "objective"),
        ReportJson.number(line, "gradientNorm"),
        ReportJson.number(line, "l2"),
        line.path("accepted").booleanValue());
  }

  private static Validation validation(JsonNode line) {
    Map<String, Double> metrics = ReportJson.numbers(line.get("validation"));
    Double loss = metrics.remove("loss");
    return new Validation(
        line.get("epoch").longValue(),
        line.get("step").longValue(),
        loss == null ? Double.NaN : loss,
        new LinkedHashMap<>(metrics));
  }

  /** A step as a line of JSON with its line break, as all events of the history are. */
  public static String stepLine(StepRecord record, double samplesPerSecond) {
    return ReportJson.line(
        ReportJson.tree(
            new Step(
                record.step(),
                record.epoch(),
                record.loss(),
                record.learningRate(),
                record.gradientNorm(),
                samplesPerSecond)));
  }

  /** Before the first step: what was found for settings that are auto. */
  public static String foundLine(Summary.Found found) {
    ObjectNode json = ReportJson.object();
    json.set("found", ReportJson.tree(found));
    return ReportJson.line(json);
  }

  /** A Newton step over all training rows. */
  public static String finishLine(FinishPass pass) {
    ObjectNode json = ReportJson.object();
    json.put("finish", pass.pass()).put("epoch", pass.epoch()).put("step", pass.step());
    ReportJson.put(json, "loss", pass.loss());
    ReportJson.put(json, "objective", pass.objective());
    ReportJson.put(json, "gradientNorm", pass.gradientNorm());
    ReportJson.put(json, "l2", pass.l2());
    json.put("accepted", pass.accepted());
    return ReportJson.line(json);
  }

  /**
   * @param epoch from 1, the one that has ended
   * @param step its last
   * @param metrics of the validation rows, in this order; NaN where one is not defined
   */
  public static String epochLine(
      long epoch, long step, double validationLoss, Map<String, Double> metrics) {
    ObjectNode json = ReportJson.object();
    json.put("epoch", epoch).put("step", step);
    ObjectNode validation = json.putObject("validation");
    ReportJson.put(validation, "loss", validationLoss);
    ReportJson.putAll(validation, metrics);
    return ReportJson.line(json);
  }
}
