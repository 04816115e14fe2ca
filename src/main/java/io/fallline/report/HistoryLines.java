package io.fallline.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.training.TrainingListener.FinishPass;
import io.fallline.core.training.TrainingListener.StepRecord;
import java.util.Map;

/** The writer of {@code history.jsonl}: a line of JSON, with its line break, for each event. */
public final class HistoryLines {
  private HistoryLines() {}

  public static String step(StepRecord record, double samplesPerSecond) {
    return ReportJson.line(
        ReportJson.tree(
            new History.Step(
                record.step(),
                record.epoch(),
                record.loss(),
                record.learningRate(),
                record.gradientNorm(),
                samplesPerSecond)));
  }

  /** Before the first step: what was found for settings that are auto. */
  public static String found(Summary.Found found) {
    ObjectNode json = ReportJson.object();
    json.set("found", ReportJson.tree(found));
    return ReportJson.line(json);
  }

  public static String finish(FinishPass pass) {
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
  public static String epoch(
      long epoch, long step, double validationLoss, Map<String, Double> metrics) {
    ObjectNode json = ReportJson.object();
    json.put("epoch", epoch).put("step", step);
    ObjectNode validation = json.putObject("validation");
    ReportJson.put(validation, "loss", validationLoss);
    ReportJson.putAll(validation, metrics);
    return ReportJson.line(json);
  }
}
