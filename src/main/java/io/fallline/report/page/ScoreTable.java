package io.fallline.report.page;

import io.fallline.report.ReadableNumbers;
import io.fallline.report.RecordedRun;
import io.fallline.report.ReportData;
import io.fallline.report.chart.HtmlMarkup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of the final model's loss and metrics, a column for each split. */
final class ScoreTable {
  private static final String LOSS = "loss";
  private static final String TRAINING = "training";
  private static final String COVERED = "labels ≤ prediction";
  private static final String OBJECTIVE = "loss by class weights";

  /** By part, in the order of the columns. */
  private final Map<String, Map<String, Double>> parts = new LinkedHashMap<>();

  /** Null where no quantile is predicted. */
  private final ReportData.Coverage coverage;

  private ScoreTable(RecordedRun run) {
    add(run, TRAINING, "train");
    addObjective(run);
    add(run, "validation", "validation");
    add(run, "test", "test");
    // a summary has no metrics of training rows; where there are no others these were kept
    run.details()
        .map(ReportData::curves)
        .filter(curves -> curves.part().equals(TRAINING) && parts.containsKey(TRAINING))
        .ifPresent(curves -> parts.get(TRAINING).putAll(curves.metrics()));
    coverage = run.details().map(ReportData::curves).map(ReportData.Curves::coverage).orElse(null);
    if (coverage != null) {
      coverage.shares().forEach(this::addCovered);
    }
  }

  private void addCovered(String part, double share) {
    if (parts.containsKey(part)) {
      parts.get(part).put(COVERED, share);
    }
  }

  /** Where class weights make training see another loss than evaluation does. */
  private void addObjective(RecordedRun run) {
    double objective = run.summary().path(LOSS).path("objective").asDouble(Double.NaN);
    if (parts.containsKey(TRAINING)
        && Double.isFinite(objective)
        && objective != parts.get(TRAINING).get(LOSS)) {
      parts.get(TRAINING).put(OBJECTIVE, objective);
    }
  }

  static void addTo(HtmlMarkup out, RecordedRun run) {
    new ScoreTable(run).addTo(out);
  }

  private void add(RecordedRun run, String part, String member) {
    if (!run.summary().path(LOSS).path(member).isNumber()) {
      return;
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put(LOSS, run.summary().path(LOSS).path(member).asDouble());
    for (var metric : run.summary().path("metrics").path(member).properties()) {
      scores.put(metric.getKey(), metric.getValue().asDouble(Double.NaN));
    }
    parts.put(part, scores);
  }

  private void addTo(HtmlMarkup out) {
    PageElements.figure(out, "Loss and metrics", List.of());
    out.open("div", "class", "scroll").open("table");
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(parts.keySet());
    PageElements.head(out, head);
    out.open("tbody");
    Set<String> names = new LinkedHashSet<>();
    parts.values().forEach(scores -> names.addAll(scores.keySet()));
    for (String name : names) {
      out.open("tr").element("th", name, "scope", "row");
      for (Map<String, Double> scores : parts.values()) {
        double score = scores.getOrDefault(name, Double.NaN);
        out.element("td", Double.isNaN(score) ? "–" : ReadableNumbers.significant(score));
      }
      out.close().lineBreak();
    }
    out.close().close().close();
    if (coverage != null) {
      PageElements.note(
          out,
          "Of the quantile "
              + ReadableNumbers.significant(coverage.tau())
              + " that share of the labels should lie at or below the prediction.");
    }
    out.close().lineBreak();
  }
}
