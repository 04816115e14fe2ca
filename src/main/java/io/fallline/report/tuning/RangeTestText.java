package io.fallline.report.tuning;

import static io.fallline.report.ReadableNumbers.amount;
import static io.fallline.report.ReadableNumbers.sentence;
import static io.fallline.report.ReadableNumbers.significant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.schedule.RangeTestCurve.RangeTestTrial;
import io.fallline.report.ReportJson;
import io.fallline.report.chart.Axis;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The text of a range test for the terminal, and its JSON. */
public final class RangeTestText {
  private RangeTestText() {}

  /** The curve, the suggestion and where the files are; each line with its line break. */
  public static String of(RangeTestResult finding) {
    RangeTestChart chart = new RangeTestChart(finding);
    TextPlot plot = new TextPlot(chart.learningRates(), chart.losses());
    finding.suggestion().ifPresent(rate -> plot.mark(rate, '┊'));
    plot.curve(RangeTestChart.rates(chart.finite()), chart.losses(chart.finite()));
    return sentence(
        "%s\n\n%s\n  suggestion  %s\n  configured  %s\n  page        %s\n",
        headline(finding),
        plot,
        suggestion(finding),
        Double.isNaN(finding.configured()) ? "auto" : significant(finding.configured()),
        finding.path(RangeTestResult.PAGE));
  }

  static String headline(RangeTestResult finding) {
    List<RangeTestTrial> trials = finding.curve().trials();
    return sentence(
        "%s, %s: %s steps at each of %s rates from %s to %s",
        finding.name(),
        finding.rule(),
        trials.get(0).steps(),
        trials.size(),
        significant(trials.get(0).rate()),
        significant(trials.get(trials.size() - 1).rate()));
  }

  static String suggestion(RangeTestResult finding) {
    return finding.suggestion().isPresent()
        ? significant(finding.suggestion().getAsDouble())
        : "none: the loss does not fall by more than chance at any of these rates";
  }

  /** {@code find-rate.json}, one object. */
  public static String json(RangeTestResult finding) {
    ObjectNode json = ReportJson.object();
    json.put("name", finding.name()).put("rule", finding.rule());
    ReportJson.put(json, "suggestion", finding.suggestion().orElse(Double.NaN));
    ReportJson.put(json, "configured", finding.configured());
    json.put("warning", finding.warning().orElse(null));
    json.put("page", finding.path(RangeTestResult.PAGE));
    json.put("picture", finding.path(RangeTestResult.PICTURE));
    ReportJson.put(json, "firstLoss", finding.curve().firstLoss());
    ArrayNode trials = json.putArray("trials");
    Stream.of(finding.curve().scouts(), finding.curve().trials())
        .flatMap(List::stream)
        .forEach(trial -> put(trials.addObject(), trial, finding.curve().loss(trial)));
    return ReportJson.pretty(json);
  }

  private static void put(ObjectNode json, RangeTestTrial trial, double loss) {
    json.put("learningRate", trial.rate()).put("steps", trial.steps());
    ReportJson.put(json, "loss", loss);
  }

  /** A line plot in characters, for a terminal. */
  static final class TextPlot {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 12;
    private static final int MARGIN = 10;

    private final char[][] cells = new char[HEIGHT][WIDTH];
    private final Axis x;
    private final Axis y;

    TextPlot(Axis x, Axis y) {
      this.x = x;
      this.y = y;
      for (char[] line : cells) {
        Arrays.fill(line, ' ');
      }
    }

    /** From bottom to top. */
    void mark(double place, char with) {
      for (char[] line : cells) {
        line[column(place)] = with;
      }
    }

    void curve(double[] xs, double[] ys) {
      for (int i = 0; i < xs.length; i++) {
        int line = (int) Math.round((1 - y.at(ys[i])) * (HEIGHT - 1));
        cells[line][column(xs[i])] = '•';
      }
    }

    private int column(double place) {
      return (int) Math.round(x.at(place) * (WIDTH - 1));
    }

    /** Each line with its line break. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < HEIGHT; i++) {
        boolean numbered = i == 0 || i == HEIGHT - 1;
        String number = numbered ? significant(i == 0 ? y.to() : y.from()) : "";
        String line = padded(number) + " │" + new String(cells[i]);
        text.append(line.stripTrailing()).append('\n');
      }
      text.append(padded("")).append(" └").append("─".repeat(WIDTH)).append('\n');
      String from = amount(x.from());
      String to = amount(x.to());
      String name = x.name();
      int left = Math.max(1, (WIDTH - name.length()) / 2 - from.length());
      int right = Math.max(1, WIDTH - from.length() - left - name.length() - to.length());
      text.append(padded("")).append("  ").append(from).append(" ".repeat(left)).append(name);
      return text.append(" ".repeat(right)).append(to).append('\n').toString();
    }

    private static String padded(String number) {
      return " ".repeat(Math.max(0, MARGIN - number.length())) + number;
    }
  }
}
