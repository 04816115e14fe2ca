package io.fallline.report.tuning;

import io.fallline.report.chart.Markup;
import io.fallline.report.chart.Picture;
import io.fallline.report.page.Card;
import io.fallline.report.page.Page;

/** {@code find-rate.html} and {@code find-rate.svg}. */
public final class RatePage {
  private RatePage() {}

  public static String of(RateFinding finding) {
    return Page.of(finding.name() + ", learning rate", out -> write(out, finding));
  }

  public static String picture(RateFinding finding) {
    RateChart chart = new RateChart(finding);
    return Picture.of(
        finding.name() + ": " + chart.title(), chart.chart(), chart.names(), chart.note());
  }

  private static void write(Markup out, RateFinding finding) {
    RateChart chart = new RateChart(finding);
    out.open("header").element("h1", finding.name() + ", learning rate");
    out.element("p", RateText.headline(finding), "class", "run");
    out.element("p", "Suggestion: " + RateText.suggestion(finding), "class", "run");
    finding
        .warning()
        .ifPresent(warning -> out.element("p", "Warning: " + warning, "class", "stopped"));
    out.close().lineBreak();
    out.open("div", "class", "alone");
    Card.figure(out, chart.title(), chart.names());
    chart.chart().drawOn(out);
    Card.note(
        out,
        chart.note()
            + ". Each rate is tried from the same first parameters on the same batches; the loss is a mean over the"
            + " last steps. The suggestion is the lowest rate that gets nearly as far as the best one, among 1, 2"
            + " and 5 times the powers of ten, and at most two of these below it.");
    out.close().close().lineBreak();
  }
}
