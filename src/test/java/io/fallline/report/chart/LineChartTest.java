package io.fallline.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.report.chart.Series.DownsampledSeries;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineChartTest {
  private static String drawn(Series... series) {
    HtmlMarkup out = new HtmlMarkup();
    List<double[]> numbers = Arrays.stream(series).map(Series::y).toList();
    double last = Arrays.stream(series[0].x()).max().orElse(1);
    new LineChart(
            "a chart",
            Axis.between("step", 1, last),
            Axis.fitting("loss", numbers),
            List.of(series))
        .drawOn(out);
    return out.toString();
  }

  private static double[] steps(int count) {
    return IntStream.rangeClosed(1, count).asDoubleStream().toArray();
  }

  @Test
  void aMillionPointsTakeNoMoreRoomThanAThousand() {
    double[] waves = Arrays.stream(steps(1_000_000)).map(x -> 2 + Math.sin(x)).toArray();
    String drawn = drawn(Series.course("training", steps(1_000_000), waves));
    assertTrue(drawn.length() < 40_000, "characters: " + drawn.length());
  }

  @Test
  void labelsOfLargeNumbersCloseToEachOtherHaveRoom() {
    double[] losses = {1_234_500, 1_234_700, 1_234_900};
    String drawn = drawn(Series.exact("training", steps(3), losses));
    Matcher labels =
        Pattern.compile("x=\"([0-9.]+)\" y=\"[0-9.]+\" text-anchor=\"end\">([0-9,]+)<")
            .matcher(drawn);
    int seen = 0;
    while (labels.find()) {
      seen++;
      // as wide as a digit is at the size of small screens
      assertTrue(
          Double.parseDouble(labels.group(1)) >= 9.6 * labels.group(2).length(), labels.group());
    }
    assertTrue(seen >= 3, drawn);
  }

  @Test
  void aLabelAtTheRightEndIsNotCut() {
    double[] close = {1_234_567, 1_234_577};
    HtmlMarkup out = new HtmlMarkup();
    new LineChart(
            "a chart",
            Axis.between("step", close[0], 1_234_570),
            Axis.fitting("loss", List.of(close)),
            List.of(Series.exact("training", close, close)))
        .drawOn(out);
    assertTrue(
        out.toString().contains("x=\"479\" y=\"229\" text-anchor=\"end\">1,234,570<"),
        out::toString);
  }

  @Test
  void whatIsReadOutOfManySeriesIsSmallEnoughForTheWidth() {
    Series[] many =
        IntStream.range(0, 6)
            .mapToObj(i -> Series.exact("a name of some length", steps(3), steps(3)))
            .toArray(Series[]::new);
    assertTrue(drawn(many).contains("style=\"font-size: "), "smaller letters");
    assertFalse(
        drawn(Series.exact("training", steps(3), steps(3))).contains("font-size"), "usual ones");
  }

  @Test
  void aSingleSpikeAmongManyPointsIsSeen() {
    double[] losses = new double[100_000];
    losses[77_777] = 1000;
    Series series = Series.course("training", steps(losses.length), losses);
    List<DownsampledSeries.Column> columns =
        DownsampledSeries.of(series, Axis.between("step", 1, losses.length), 200).columns();
    assertEquals(200, columns.size());
    assertEquals(
        1000, columns.stream().mapToDouble(DownsampledSeries.Column::greatest).max().orElseThrow());
    assertEquals(
        0, columns.stream().mapToDouble(DownsampledSeries.Column::least).min().orElseThrow());
    assertEquals(1000.0 / 500, columns.get(155).mean(), 1e-9);
  }

  @Test
  void aNumberThatIsNotKnownIsAGapInTheLine() {
    String drawn =
        drawn(Series.exact("loss", steps(5), new double[] {1, 2, Double.NaN, 2, Double.NaN}));
    String path = drawn.replaceAll("(?s).* d=\"(M[^\"]*)\".*", "$1");
    assertEquals(List.of("M", "L", "M"), List.of(path.replaceAll("[^ML]", "").split("")), path);
    assertFalse(drawn.contains("NaN"), drawn);
  }

  @Test
  void aLonePointIsADot() {
    assertTrue(drawn(Series.course("loss", new double[] {1}, new double[] {3})).contains("h0\""));
  }

  @Test
  void whatIsPointedAtIsReadOut() {
    String drawn =
        drawn(
            Series.course("training", steps(4), new double[] {4, 3, 2, 1}),
            Series.dots("validation", new double[] {2, 4}, new double[] {3.5, 2.5}));
    assertTrue(drawn.contains(">step 4</tspan>"), drawn);
    assertTrue(drawn.contains(">training 1</tspan>"), drawn);
    assertTrue(drawn.contains(">validation 2.5</tspan>"), drawn);
    assertEquals(2, drawn.split("<circle", -1).length - 1);
  }
}
