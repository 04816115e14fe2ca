package io.fallline.report.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.function.PlaneFunctions;
import io.fallline.core.function.Point;
import io.fallline.report.chart.ChartStyle;
import io.fallline.report.chart.PlotArea;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PathsSvgTest {
  static Stream<String> functions() {
    return PlaneFunctions.registry().names().stream();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyFunctionMakesASmallWellFormedPicture(String name) throws Exception {
    String svg = PathsSvg.of(Shown.descents(name, 60, 0.001, 0.01));
    assertEquals("svg", Shown.tree(svg).getDocumentElement().getTagName());
    assertTrue(svg.length() < 60_000, svg.length() + " characters");
  }

  @Test
  void aPathGoesThroughItsPointsInPixels() throws Exception {
    FunctionWithPaths shown = Shown.descents("bowl", 3, 0.1);
    ContourPlot plot = new ContourPlot(shown);
    Element line = Shown.ofClass(Shown.tree(PathsSvg.of(shown)), "path", "line").get(0);
    String expected =
        shown.paths().get(0).path().points().stream()
            .map(plot::pixels)
            .map(PlotArea::pixels)
            .collect(Collectors.joining("L", "M", ""));
    assertEquals(expected, line.getAttribute("d"));
  }

  @Test
  void bothAxesHaveTheSameScaleSoThatGradientsCrossContoursAtRightAngles() {
    ContourPlot plot = new ContourPlot(Shown.descents("ravine", 1, 0.1));
    Point origin = plot.pixels(new Point(0, 0));
    double right = plot.pixels(new Point(1, 0)).x() - origin.x();
    double up = origin.y() - plot.pixels(new Point(0, 1)).y();
    assertEquals(right, up, 1e-9);
  }

  @Test
  void theLegendSaysWhichPathLeftAndWhen() throws Exception {
    FunctionWithPaths shown = Shown.descents("bowl", 100, 0.1, 0.6);
    int steps = shown.paths().get(1).path().steps();
    Document svg = Shown.tree(PathsSvg.of(shown));
    assertTrue(texts(svg).contains("sgd 0.6: left at step " + steps), () -> texts(svg).toString());
  }

  @Test
  void aNameWithMarkupStaysAName() throws Exception {
    String name = "<script>alert(\"&amp;\")</script>";
    Document svg = Shown.tree(PathsSvg.of(Shown.named(name, "a<b>&\"c\"")));
    assertEquals(List.of(), Shown.elements(svg, "script"));
    assertTrue(texts(svg).contains(name), () -> texts(svg).toString());
    assertTrue(
        texts(svg).stream().anyMatch(text -> text.startsWith("a<b>&\"c\" 0.1")),
        () -> texts(svg).toString());
  }

  @Test
  void thosePathsThatShareAColourDifferInTheirDashes() {
    List<String> classes =
        Stream.iterate(0, i -> i + 1).limit(24).map(ChartStyle::lineStyle).toList();
    assertEquals(24, classes.stream().distinct().count());
  }

  private static List<String> texts(Document svg) {
    return Shown.elements(svg, "text").stream().map(Element::getTextContent).toList();
  }
}
