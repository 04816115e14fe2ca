package io.fallline.report.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.core.function.PlaneFunctions;
import io.fallline.core.function.Point;
import io.fallline.report.chart.ChartStyle;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PathsPageTest {
  /** What could make a browser ask for something. */
  private static final Pattern REQUEST =
      Pattern.compile(
          "\\b(src|href|srcset|action|poster)\\s*=|@import|url\\((?!#)|fetch\\(|XMLHttpRequest|WebSocket"
              + "|EventSource|sendBeacon|import\\(|serviceWorker|https?://(?!www\\.w3\\.org/)");

  static Stream<String> functions() {
    return PlaneFunctions.registry().names().stream();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void thePageIsWellFormedAndAsksNobodyForAnything(String name) throws Exception {
    String page = PathsPage.of(Shown.descents(name, 20, 0.001, 0.01));
    assertEquals("html", Shown.tree(page).getDocumentElement().getTagName());
    assertFalse(REQUEST.matcher(page).find(), () -> "a request in the page of " + name);
    assertTrue(page.contains("content=\"default-src 'none'; "), "no policy");
  }

  @Test
  void theScriptHasEveryPointWithBothGradients() throws Exception {
    FunctionWithPaths shown = Shown.descents("rosenbrock", 10, 0.001);
    Document page = Shown.tree(PathsPage.of(shown));
    JsonNode data = new ObjectMapper().readTree(script(page, "data"));
    List<Point> points = shown.paths().get(0).path().points();
    assertEquals(11, data.get(0).size());
    for (int step = 0; step <= 10; step++) {
      JsonNode found = data.get(0).get(step);
      Point at = points.get(step);
      Point formula = shown.function().gradient(at);
      Point central = shown.function().centralDifference(at);
      double[] expected = {
        at.x(),
        at.y(),
        shown.function().value(at),
        step > 0 ? 0.001 : 0,
        formula.x(),
        formula.y(),
        central.x(),
        central.y()
      };
      for (int k = 0; k < expected.length; k++) {
        assertEquals(expected[k], found.get(k).asDouble(), "step " + step + ", number " + k);
      }
    }
    assertTrue(data.get(0).get(0).get(3).isNull(), "no rate led to the start");
  }

  @Test
  void theTableHasTheLargestDifferenceAndTheEndOfEachPath() throws Exception {
    FunctionWithPaths shown = Shown.descents("bowl", 50, 0.1, 0.7);
    Document page = Shown.tree(PathsPage.of(shown));
    List<Element> ends = Shown.ofClass(page, "td", "ended");
    assertEquals(
        List.of("", "left at step " + shown.paths().get(1).path().steps()),
        ends.stream().map(Element::getTextContent).toList());
  }

  @Test
  void namesWithMarkupStayNames() throws Exception {
    String hostile = "</script><script>alert(1)</script>";
    Document page = Shown.tree(PathsPage.of(Shown.named(hostile, hostile)));
    assertEquals(2, Shown.elements(page, "script").size());
    assertEquals(hostile, Shown.elements(page, "h1").get(0).getTextContent());
  }

  @Test
  void noScriptEndsEarly() {
    String script = ChartStyle.resource(PathsPage.class, "page.js");
    assertFalse(script.contains("]]>"), "the end of the section");
    assertFalse(script.contains("</"), "the end of the element");
  }

  private static String script(Document page, String id) {
    return Shown.elements(page, "script").stream()
        .filter(script -> script.getAttribute("id").equals(id))
        .map(Element::getTextContent)
        .findFirst()
        .orElseThrow();
  }
}
