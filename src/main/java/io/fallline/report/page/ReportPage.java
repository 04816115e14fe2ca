package io.fallline.report.page;

import io.fallline.report.RecordedRun;
import io.fallline.report.chart.Markup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/** A run's page. */
public final class ReportPage {
  /** Its name in a run's directory. */
  public static final String FILE = "report.html";

  // whatever a class or a column may be called, nothing runs and nothing is fetched
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private static final List<BiConsumer<Markup, RecordedRun>> SECTIONS =
      List.of(
          Headline::addTo,
          CourseSection::addTo,
          QualitySection::addTo,
          WeightSection::addTo,
          TimeSection::addTo,
          DataSection::addTo,
          ConfigurationSection::addTo);

  private ReportPage() {}

  /** The whole file. */
  public static byte[] of(RecordedRun run) {
    Markup out = new Markup();
    out.open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml").lineBreak();
    out.open("head").lineBreak();
    out.empty("meta", "charset", "utf-8").lineBreak();
    out.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY).lineBreak();
    out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    out.empty("meta", "name", "color-scheme", "content", "light dark").lineBreak();
    out.element("title", title(run)).lineBreak();
    out.element("style", style()).lineBreak();
    out.close().lineBreak();
    out.open("body").open("main").lineBreak();
    SECTIONS.forEach(section -> section.accept(out, run));
    out.close().close().lineBreak().close();
    return ("<!DOCTYPE html>\n" + out + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static String title(RecordedRun run) {
    String name = run.summary().path("name").asText("");
    return name.isEmpty() ? run.id() : name + " " + run.id();
  }

  private static String style() {
    try (InputStream style = ReportPage.class.getResourceAsStream("report.css")) {
      return new String(style.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
