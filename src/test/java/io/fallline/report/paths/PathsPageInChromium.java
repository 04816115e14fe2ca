package io.fallline.report.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.function.Point;
import io.fallline.viewers.Chromium;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees and does on the page, in a real browser: mvn test -Dtests=browser. */
@Tag("browser")
class PathsPageInChromium {
  private static final FunctionWithPaths SHOWN = Shown.descents("ravine", 40, 0.02, 0.11);

  @TempDir private static Path directory;
  private static Chromium chromium;
  private URI page;

  @BeforeAll
  static void start() throws Exception {
    chromium = new Chromium(Files.createDirectory(directory.resolve("profile")));
  }

  @AfterAll
  static void stop() throws Exception {
    chromium.close();
  }

  @BeforeEach
  void openThePage(@TempDir Path own) throws Exception {
    page = Files.writeString(own.resolve("page.html"), PathsPage.of(SHOWN)).toUri();
    chromium.look(1200, "light");
    chromium.open(page);
  }

  @Test
  void itBeginsAtTheEndAndHasControls() throws Exception {
    assertEquals("step 40 of 40", shown());
    assertTrue(
        chromium.evaluate("document.querySelector('.controls').offsetHeight").asInt() > 0,
        "the controls are hidden");
  }

  @Test
  void theTableFollowsTheStep() throws Exception {
    chromium.open(URI.create("about:blank"));
    chromium.open(URI.create(page + "#step=7"));
    Point at = SHOWN.paths().get(0).path().points().get(7);
    List<Double> cells = firstCells();
    assertEquals(at.x(), cells.get(0), 1e-5);
    assertEquals(at.y(), cells.get(1), 1e-5);
    assertEquals(SHOWN.function().value(at), cells.get(2), 1e-4);
    assertEquals(SHOWN.function().gradient(at).x(), cells.get(4), 1e-4);
  }

  @Test
  void keysStepAndJump() throws Exception {
    chromium.evaluate(
        "for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'PageUp', 'ArrowLeft'])"
            + " document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));");
    assertEquals("step 11 of 40", shown());
  }

  @Test
  void playingGoesToTheEndAndPauses() throws Exception {
    chromium.evaluate(
        "window.seen = new Set();"
            + "new MutationObserver(() => seen.add(document.getElementById('shown').value))"
            + ".observe(document.getElementById('shown'), {childList: true, subtree: true});"
            + "document.getElementById('play').click();");
    chromium.await("seen.size > 1 && document.getElementById('play').textContent === '▶ Play'");
    assertEquals("step 40 of 40", shown());
    assertTrue(chromium.evaluate("seen.size").asInt() > 10, "it jumped");
  }

  @Test
  void aPathCanBeHidden() throws Exception {
    chromium.evaluate("document.querySelector('input[data-path=\"1\"]').click()");
    assertEquals(2, chromium.evaluate("document.querySelectorAll('g.path.s2.off').length").asInt());
  }

  @Test
  void theScriptHasNoErrorAndAsksForNothing() {
    assertEquals(List.of(), chromium.complaints());
    assertEquals(List.of(page.toString()), chromium.requests());
  }

  @Test
  void inTheDarkItIsDarkAndOnAPhoneNothingIsWiderThanTheScreen() throws Exception {
    int light = background();
    chromium.look(390, "dark");
    chromium.open(page);
    int dark = background();
    assertTrue(light > 240 && dark < 40, "light " + light + ", dark " + dark);
    assertEquals(390, chromium.evaluate("innerWidth").asInt());
    assertTrue(chromium.evaluate("document.documentElement.scrollWidth").asInt() <= 390);
  }

  private static String shown() throws Exception {
    return chromium.evaluate("document.getElementById('shown').value").asText();
  }

  /** How much red the page has: 0 to 255. */
  private static int background() throws Exception {
    return chromium
        .evaluate("parseInt(getComputedStyle(document.body).backgroundColor.match(/[0-9]+/)[0])")
        .asInt();
  }

  private static List<Double> firstCells() throws Exception {
    List<Double> cells = new ArrayList<>();
    chromium
        .evaluate(
            "[...document.querySelectorAll('tr[data-path=\"0\"] td[data-at]')].map(c => c.textContent)")
        .forEach(cell -> cells.add(Double.parseDouble(cell.asText())));
    return cells;
  }
}
