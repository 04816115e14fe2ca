package io.fallline.report.page;

import io.fallline.report.RecordedRun;
import io.fallline.report.chart.HtmlMarkup;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/** The HTML page of a run. */
public final class ReportPage {
  /** Its name in a run's directory. */
  public static final String FILE = "report.html";

  private static final List<BiConsumer<HtmlMarkup, RecordedRun>> SECTIONS =
      List.of(
          PageHead::addTo,
          TrainingCurvesSection::addTo,
          QualitySection::addTo,
          WeightSection::addTo,
          TimeSection::addTo,
          RowsSection::addTo,
          ConfigurationSection::addTo);

  private ReportPage() {}

  public static byte[] of(RecordedRun run) {
    String page =
        HtmlPage.of(title(run), out -> SECTIONS.forEach(section -> section.accept(out, run)));
    return page.getBytes(StandardCharsets.UTF_8);
  }

  static String title(RecordedRun run) {
    String name = run.summary().path("name").asText("");
    return name.isEmpty() ? run.id() : name + " " + run.id();
  }
}
