package io.fallline.report.page;

import io.fallline.report.chart.ChartStyle;
import io.fallline.report.chart.HtmlMarkup;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The building blocks of pages: sections, figures, notes and tables. */
public final class PageElements {
  private static final int LONGEST = 60;

  private PageElements() {}

  /** Begins a section; the caller closes it, after {@link #endSection}. */
  public static void section(HtmlMarkup out, String title) {
    out.open("section").element("h2", title).open("div", "class", "cards").lineBreak();
  }

  public static void endSection(HtmlMarkup out) {
    out.close().close().lineBreak();
  }

  /**
   * Begins a picture with its title; it ends with {@link HtmlMarkup#close}.
   *
   * @param series names in the order of their colours; none are shown of a single one
   */
  public static void figure(HtmlMarkup out, String title, List<String> series) {
    out.open("figure").open("figcaption").element("h3", title);
    if (series.size() > 1) {
      out.open("p", "class", "names");
      for (int i = 0; i < series.size(); i++) {
        out.element("span", series.get(i), "class", ChartStyle.color(i));
      }
      out.close();
    }
    out.close().lineBreak();
  }

  /**
   * A picture with its title.
   *
   * @param note below it; empty: none
   */
  public static void chart(
      HtmlMarkup out, String title, List<String> series, Consumer<HtmlMarkup> chart, String note) {
    figure(out, title, series);
    chart.accept(out);
    if (!note.isEmpty()) {
      note(out, note);
    }
    out.close().lineBreak();
  }

  /** A cell of a table with a bar. */
  static void bar(HtmlMarkup out, String type, double share) {
    out.open("td", "class", "bars").empty("i", "class style", type, share(share)).close();
  }

  /** A share of a whole, as the style sheet takes it. */
  static String share(double share) {
    return String.format(Locale.ROOT, "--share:%.3f", share);
  }

  public static void note(HtmlMarkup out, String text) {
    out.element("p", text, "class", "note");
  }

  public static void head(HtmlMarkup out, List<String> names) {
    out.open("thead").open("tr");
    names.forEach(name -> out.element("th", name, "scope", "col"));
    out.close().close();
  }

  /** A line of names and what they are. */
  public static void fact(HtmlMarkup out, String name, String value) {
    if (value != null && !value.isEmpty()) {
      out.element("dt", name).element("dd", value).lineBreak();
    }
  }

  /** Names come from data, and may be of any length. */
  public static String shortened(String name) {
    if (name.length() <= LONGEST) {
      return name;
    }
    int end = LONGEST - 1;
    return name.substring(0, Character.isLowSurrogate(name.charAt(end)) ? end - 1 : end) + "…";
  }
}
