package io.fallline.report.page;

import io.fallline.report.chart.ChartStyle;
import io.fallline.report.chart.HtmlMarkup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What every page of pictures is put into: one file that asks for nothing else. */
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
    HtmlMarkup out = new HtmlMarkup();
    out.open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml").lineBreak();
    out.open("head").lineBreak();
    out.empty("meta", "charset", "utf-8").lineBreak();
    out.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY).lineBreak();
    out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    out.empty("meta", "name", "color-scheme", "content", "light dark").lineBreak();
    out.element("title", title).lineBreak();
    out.element("style", ChartStyle.text() + style()).lineBreak();
    out.close().lineBreak();
    out.open("body").open("main").lineBreak();
    content.accept(out);
    out.close().close().lineBreak().close();
    return "<!DOCTYPE html>\n" + out + "\n";
  }

  private static String style() {
    try (InputStream style = HtmlPage.class.getResourceAsStream("report.css")) {
      return new String(style.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("our own jar cannot be read", e);
    }
  }
}
