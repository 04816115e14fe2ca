package io.fallline.report.page;

import io.fallline.report.chart.ChartStyle;
import io.fallline.report.chart.HtmlMarkup;
import java.util.function.Consumer;

/** The frame of every HTML page: one file, well-formed as XML too, that asks for nothing else. */
public final class HtmlPage {
  // whatever a class or a column may be called, nothing runs and nothing is fetched
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private HtmlPage() {}

  /**
   * The whole file.
   *
   * @param content writes what is in it
   */
  public static String of(String title, Consumer<HtmlMarkup> content) {
    String style = ChartStyle.resource(HtmlPage.class, "report.css");
    return of(title, POLICY, style, content);
  }

  /** A page with a style sheet of its own and a script, which {@code content} writes too. */
  public static String withScript(String title, String style, Consumer<HtmlMarkup> content) {
    return of(title, POLICY + "; script-src 'unsafe-inline'", style, content);
  }

  private static String of(
      String title, String policy, String style, Consumer<HtmlMarkup> content) {
    HtmlMarkup out = new HtmlMarkup();
    out.open("html", "lang xmlns", "en", "http://www.w3.org/1999/xhtml").lineBreak();
    out.open("head").lineBreak();
    out.empty("meta", "charset", "utf-8").lineBreak();
    out.empty("meta", "http-equiv content", "Content-Security-Policy", policy).lineBreak();
    out.empty("meta", "name content", "viewport", "width=device-width, initial-scale=1");
    out.empty("meta", "name content", "color-scheme", "light dark").lineBreak();
    out.element("title", title).lineBreak();
    out.element("style", ChartStyle.text() + style).lineBreak();
    out.close().lineBreak();
    out.open("body").open("main").lineBreak();
    content.accept(out);
    out.close().close().lineBreak().close();
    return "<!DOCTYPE html>\n" + out + "\n";
  }
}
