package io.fallline.report.page;

import static io.fallline.report.ReadableNumbers.amount;
import static io.fallline.report.ReadableNumbers.count;
import static io.fallline.report.ReadableNumbers.significant;

import io.fallline.report.RecordedRun;
import io.fallline.report.ReportData;
import io.fallline.report.ReportData.Column;
import io.fallline.report.ReportData.Data;
import io.fallline.report.chart.HtmlMarkup;
import java.util.List;

/** The page's section on the rows that a model was trained on. */
final class RowsSection {
  private RowsSection() {}

  static void addTo(HtmlMarkup out, RecordedRun run) {
    run.details().map(ReportData::data).ifPresent(data -> add(out, data));
  }

  private static void add(HtmlMarkup out, Data data) {
    PageElements.section(out, "The data");
    PageElements.figure(out, "Rows", List.of());
    out.open("dl");
    data.rows().forEach((part, rows) -> PageElements.fact(out, part, count(rows)));
    PageElements.fact(out, "label", PageElements.shortened(data.label()));
    PageElements.fact(out, "columns", count(data.columnCount()));
    PageElements.fact(out, "inputs", count(data.inputs()) + (data.sparse() ? ", sparse" : ""));
    PageElements.fact(out, "scaling", data.scaling());
    PageElements.fact(out, "missing", data.missing());
    out.close().close().lineBreak();
    if (data.classes() != null) {
      classes(out, data);
    }
    columns(out, data);
    PageElements.endSection(out);
  }

  private static void classes(HtmlMarkup out, Data data) {
    double total = data.classes().stream().mapToDouble(ReportData.ClassRows::weight).sum();
    PageElements.figure(out, "Classes, training rows", List.of());
    out.open("div", "class", "scroll long").open("table", "class", "weights").open("tbody");
    for (ReportData.ClassRows one : data.classes()) {
      out.open("tr").element("th", PageElements.shortened(one.name()), "scope", "row");
      out.element("td", amount(one.weight()));
      PageElements.bar(out, "more", total > 0 ? one.weight() / total : 0);
      out.close().lineBreak();
    }
    out.close().close().close();
    more(out, data.classCount() - data.classes().size(), "class", "classes");
    out.close().lineBreak();
  }

  private static void columns(HtmlMarkup out, Data data) {
    boolean scaled = data.columns().stream().anyMatch(column -> column.scale() != null);
    PageElements.figure(out, "Columns", List.of());
    out.open("div", "class", "scroll long").open("table", "class", "columns");
    List<String> names = List.of("column", "kind", "inputs", "center", "scale");
    PageElements.head(out, scaled ? names : names.subList(0, 3));
    out.lineBreak().open("tbody");
    for (Column column : data.columns()) {
      out.open("tr").element("th", PageElements.shortened(column.name()), "scope", "row");
      out.element("td", column.kind(), "class", "name");
      out.element("td", inputs(column));
      if (scaled) {
        out.element("td", number(column.center())).element("td", number(column.scale()));
      }
      out.close().lineBreak();
    }
    out.close().close().close();
    more(out, data.columnCount() - data.columns().size(), "column", "columns");
    out.close().lineBreak();
  }

  /** Hashed columns share one block, which has no inputs of one of them alone. */
  private static String inputs(Column column) {
    if (!column.kind().equals("hashed")) {
      return count(column.inputs());
    }
    // files of earlier versions have none
    return column.inputs() > 0 ? count(column.inputs()) + ", shared" : "shared";
  }

  private static void more(HtmlMarkup out, int count, String one, String many) {
    if (count > 0) {
      PageElements.note(out, "and " + count(count) + " " + (count == 1 ? one : many) + " more");
    }
  }

  private static String number(Double number) {
    return number == null ? "" : significant(number);
  }
}
