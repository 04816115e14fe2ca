package io.fallline.report.tuning;

import io.fallline.report.chart.HtmlMarkup;
import io.fallline.report.page.HtmlPage;
import io.fallline.report.page.PageElements;

/**
 * The HTML page and the picture of a range test: {@code find-rate.html} and {@code find-rate.svg}.
 */
public final class RangeTestPage {
  private RangeTestPage() {}

  public static String of(RangeTestResult finding) {
    return HtmlPage.of(finding.name() + ", learning rate", out -> write(out, finding));
  }

  public static String picture(RangeTestResult finding) {
    RangeTestChart chart = new RangeTestChart(finding);
    return chart
        .chart()
        .picture(finding.name() + ": " + chart.title(), chart.names(), chart.note());
  }

  private static void write(HtmlMarkup out, RangeTestResult finding) {
    RangeTestChart chart = new RangeTestChart(finding);
    out.open("header").element("h1", finding.name() + ", learning rate");
    out.element("p", RangeTestText.headline(finding), "class", "run");
    out.element("p", "Suggestion: " + RangeTestText.suggestion(finding), "class", "run");
    finding
        .warning()
        .ifPresent(warning -> out.element("p", "Warning: " + warning, "class", "stopped"));
    out.close().lineBreak();
    out.open("div", "class", "alone");
    PageElements.figure(out, chart.title(), chart.names());
    chart.chart().drawOn(out);
    PageElements.note(
        out,
        chart.note()
            + ". Each rate is tried from the same first parameters on the same batches; the loss is a mean over the"
            + " last steps. The suggestion is the lowest rate that gets nearly as far as the best one, among 1, 2"
            + " and 5 times the powers of ten, and at most two of these below it.");
    out.close().close().lineBreak();
  }
}
