package io.fallline.report.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What gives charts their colours, in light and dark; for the page or picture that they are in. */
public final class ChartStyle {
  private ChartStyle() {}

  public static String text() {
    try (InputStream style = ChartStyle.class.getResourceAsStream("chart.css")) {
      return new String(style.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("our own jar cannot be read", e);
    }
  }
}
