package io.fallline.report.choosing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.report.Json;
import io.fallline.report.Numbers;

/** A range test for the terminal, and for a program. */
public final class RateText {
  private RateText() {}

  /** The curve, the suggestion and where the files are; each line with its line break. */
  public static String of(RateFinding finding) {
    RateChart chart = new RateChart(finding);
    TextPlot plot = new TextPlot(chart.learningRates(), chart.losses());
    finding.suggestion().ifPresent(rate -> plot.mark(rate, '┊'));
    plot.curve(finding.rates(), finding.smoothed());
    return headline(finding)
        + "\n\n"
        + plot
        + "\n  suggestion  "
        + suggestion(finding)
        + "\n  configured  "
        + Numbers.significant(finding.configured())
        + "\n  page        "
        + finding.path(RateFinding.PAGE)
        + "\n";
  }

  static String headline(RateFinding finding) {
    double[] rates = finding.rates();
    return finding.name()
        + ", "
        + finding.rule()
        + ": "
        + rates.length
        + " steps at rates from "
        + Numbers.significant(rates[0])
        + " to "
        + Numbers.significant(rates[rates.length - 1])
        + (finding.diverged() ? ", where the loss diverged" : "");
  }

  static String suggestion(RateFinding finding) {
    return finding.suggestion().isPresent()
        ? Numbers.significant(finding.suggestion().getAsDouble())
        : "none: the loss does not fall by more than chance at any of these rates";
  }

  /** {@code find-rate.json}, one object. */
  public static String json(RateFinding finding) {
    ObjectNode json = Json.object();
    json.put("name", finding.name()).put("rule", finding.rule());
    Json.put(json, "suggestion", finding.suggestion().orElse(Double.NaN));
    json.put("configured", finding.configured());
    json.put("warning", finding.warning().orElse(null));
    json.put("diverged", finding.diverged());
    json.put("page", finding.path(RateFinding.PAGE));
    json.put("picture", finding.path(RateFinding.PICTURE));
    ArrayNode steps = json.putArray("steps");
    for (int i = 0; i < finding.rates().length; i++) {
      ObjectNode step = steps.addObject();
      step.put("learningRate", finding.rates()[i]);
      Json.put(step, "loss", finding.losses()[i]);
      Json.put(step, "smoothed", finding.smoothed()[i]);
    }
    return Json.pretty(json);
  }
}
