package io.fallline.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.training.FinishPass;
import io.fallline.core.training.StepRecord;
import java.util.Map;

/** The lines of {@code history.jsonl}, each with its line break. */
public final class HistoryLines {
  private HistoryLines() {}

  public static String step(StepRecord record, double samplesPerSecond) {
    ObjectNode json = Json.object();
    json.put("step", record.step()).put("epoch", record.epoch());
    Json.put(json, "loss", record.loss());
    Json.put(json, "learningRate", record.learningRate());
    Json.put(json, "gradientNorm", record.gradientNorm());
    Json.put(json, "samplesPerSecond", samplesPerSecond);
    return Json.line(json);
  }

  /** Before the first step: what was found for settings that are auto. */
  public static String found(Summary.Found found) {
    ObjectNode json = Json.object();
    found.addTo(json);
    return Json.line(json);
  }

  public static String finish(FinishPass pass) {
    ObjectNode json = Json.object();
    json.put("finish", pass.pass()).put("epoch", pass.epoch()).put("step", pass.step());
    Json.put(json, "loss", pass.loss());
    Json.put(json, "objective", pass.objective());
    Json.put(json, "gradientNorm", pass.gradientNorm());
    Json.put(json, "l2", pass.l2());
    json.put("accepted", pass.accepted());
    return Json.line(json);
  }

  /**
   * @param epoch from 1, the one that has ended
   * @param step its last
   * @param metrics of the validation rows, in this order; NaN where one is not defined
   */
  public static String epoch(
      long epoch, long step, double validationLoss, Map<String, Double> metrics) {
    ObjectNode json = Json.object();
    json.put("epoch", epoch).put("step", step);
    ObjectNode validation = json.putObject("validation");
    Json.put(validation, "loss", validationLoss);
    Json.putAll(validation, metrics);
    return Json.line(json);
  }
}
