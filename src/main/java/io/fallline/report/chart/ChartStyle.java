package io.fallline.report.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The style sheet of charts, light and dark, and the classes that it gives colours to. */
public final class ChartStyle {
  public static final int COLORS = 6;

  private static final String[] DASHES = {"", " dashed", " dotted", " dash-dotted"};

  private ChartStyle() {}

  /** The style sheet; pages and pictures add their own to it. */
  public static String text() {
    return resource(ChartStyle.class, "chart.css");
  }

  public static String color(int index) {
    return "s" + (1 + index % COLORS);
  }

  /** The classes of one of 24 lines that can be told apart: colours, then the same with dashes. */
  public static String lineStyle(int index) {
    return color(index) + DASHES[index / COLORS % DASHES.length];
  }

  /** A text file that stands beside a class in the jar. */
  public static String resource(Class<?> beside, String name) {
    try (InputStream file = beside.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("our own jar cannot be read", e);
    }
  }
}
