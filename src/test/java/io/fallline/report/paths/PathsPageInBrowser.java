package io.fallline.report.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.Chromium;
import io.fallline.core.function.Point;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees and does on the page, in a real browser: mvn -Pbrowser test. */
class PathsPageInBrowser {
  private static final FunctionPaths SHOWN = Shown.descents("ravine", 40, 0.02, 0.11);

  @TempDir private Path directory;
  private Chromium chromium;

  @BeforeEach
  void openTheBrowser() throws IOException, InterruptedException {
    chromium = new Chromium(Files.createDirectory(directory.resolve("chromium")));
  }

  @Test
  void itBeginsAtTheEndAndHasControls() throws Exception {
    String page = chromium.dom(page(""));
    assertTrue(page.contains("step 40 of 40"), "no step");
    assertTrue(page.contains("<div class=\"controls\">"), "the controls are hidden");
  }

  @Test
  void theTableFollowsTheStep() throws Exception {
    String page = chromium.dom(URI.create(page("") + "#step=7"));
    Point at = SHOWN.paths().get(0).path().points().get(7);
    List<Double> cells = firstCells(page);
    assertEquals(at.x(), cells.get(0), 1e-5);
    assertEquals(at.y(), cells.get(1), 1e-5);
    assertEquals(SHOWN.function().value(at), cells.get(2), 1e-4);
    assertEquals(SHOWN.function().gradient(at).x(), cells.get(4), 1e-4);
  }

  @Test
  void keysStepAndJump() throws Exception {
    String page =
        chromium.dom(
            page(
                "for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'PageUp', 'ArrowLeft'])"
                    + " document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));"));
    assertTrue(page.contains("step 11 of 40"), "not at step 11");
  }

  @Test
  void playingGoesToTheEndAndPauses() throws Exception {
    String page =
        chromium.dom(
            page(
                "const seen = new Set();"
                    + "new MutationObserver(() => { seen.add(document.getElementById('shown').value);"
                    + " document.body.dataset.seen = seen.size; })"
                    + ".observe(document.getElementById('shown'), {childList: true, subtree: true});"
                    + "document.getElementById('play').click();"));
    assertTrue(page.contains("step 40 of 40"), "it did not come to the end");
    assertTrue(page.contains("▶ Play"), "it still plays");
    Matcher seen = Pattern.compile("data-seen=\"(\\d+)\"").matcher(page);
    assertTrue(seen.find() && Integer.parseInt(seen.group(1)) > 10, "it jumped");
  }

  @Test
  void aPathCanBeHidden() throws Exception {
    String page = chromium.dom(page("document.querySelector('input[data-path=\"1\"]').click();"));
    assertEquals(2, Pattern.compile("<g class=\"path c1 off\"").matcher(page).results().count());
  }

  @Test
  void theScriptHasNoErrorAndAsksForNothing() throws Exception {
    String page = chromium.dom(page(""));
    assertTrue(page.contains("data-errors=\"\""), "an error, or a request that the policy refused");
  }

  @Test
  void inTheDarkItIsDarkAndOnAPhoneNothingIsWiderThanTheScreen() throws Exception {
    int light = corner(picture(page(""), 1200, false));
    int dark = corner(picture(page(""), 1200, true));
    assertTrue(light > 240 && dark < 40, "light " + light + ", dark " + dark);
    assertNotEquals(0, picture(page(""), 400, false).getHeight());
    String narrow =
        chromium.dom(
            page(
                "document.documentElement.style.width = '390px';"
                    + "document.body.dataset.width = document.body.scrollWidth;"));
    Matcher width = Pattern.compile("data-width=\"(\\d+)\"").matcher(narrow);
    assertTrue(width.find() && Integer.parseInt(width.group(1)) <= 390, width.toString());
  }

  /** The page, with a script after its own that notes errors first. */
  private URI page(String script) throws IOException {
    String watch =
        "<script>window.errors = []; window.onerror = text => window.errors.push(text);"
            + "document.addEventListener('securitypolicyviolation', e => window.errors.push(e.blockedURI));"
            + "</script>";
    String after =
        "<script>" + script + ";document.body.dataset.errors = window.errors.join();</script>";
    String page =
        PathsPage.of(SHOWN)
            .replaceFirst("<head>", Matcher.quoteReplacement("<head>" + watch))
            .replaceFirst("</body>", Matcher.quoteReplacement(after + "</body>"));
    return Files.writeString(directory.resolve("page.html"), page).toUri();
  }

  private BufferedImage picture(URI page, int width, boolean dark) throws Exception {
    Path picture = directory.resolve("picture.png");
    chromium.screenshot(page, width, 900, dark, picture);
    return ImageIO.read(picture.toFile());
  }

  /** How light the page's corner is: 0 to 255. */
  private static int corner(BufferedImage picture) {
    return picture.getRGB(2, 2) & 0xff;
  }

  private static List<Double> firstCells(String page) {
    Matcher row = Pattern.compile("(?s)<tr data-path=\"0\">(.*?)</tr>").matcher(page);
    assertTrue(row.find(), "no row");
    List<Double> cells = new ArrayList<>();
    Matcher cell = Pattern.compile("<td data-at=\"\\d+\">([^<]*)</td>").matcher(row.group(1));
    while (cell.find()) {
      cells.add(Double.parseDouble(cell.group(1)));
    }
    return cells;
  }
}
