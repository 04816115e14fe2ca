package io.fallline.viewers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The report of real runs in a real browser: see {@code docs/report.md}. Its pictures stay in
 * {@code target/viewers}.
 */
@Tag("browser")
class ReportInChromium {
  private static final int WIDE = 1280;
  private static final int NARROW = 390;
  private static final int MOST_HEIGHT = 3200;

  @TempDir private static Path directory;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    chromium = new Chromium(Files.createDirectory(directory.resolve("profile")));
  }

  @AfterAll
  static void stop() throws Exception {
    chromium.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"digits", "breast-cancer", "diabetes"})
  void aReportIsReadableInLightAndDarkOnAPhoneAndPrinted(String name) throws Exception {
    Path run = SampleRuns.train(name, directory.resolve("runs"));
    Path report = run.resolve("report.html");
    look(report, name, WIDE, "light");
    look(report, name, WIDE, "dark");
    look(report, name, NARROW, "light");
    byte[] print = chromium.print();
    assertEquals("%PDF", new String(print, 0, 4, StandardCharsets.US_ASCII));
    Files.write(SampleRuns.viewers().resolve(name + ".pdf"), print);
  }

  private void look(Path report, String name, int width, String scheme) throws Exception {
    chromium.look(width, scheme);
    chromium.open(report.toUri());
    String how = name + " " + width + " " + scheme;
    assertEquals(List.of(report.toUri().toString()), chromium.requests(), how);
    assertEquals(List.of(), chromium.complaints(), how);
    assertEquals(width, chromium.evaluate("innerWidth").asInt(), how);
    assertTrue(
        chromium.evaluate("document.documentElement.scrollWidth").asInt() <= width,
        how + ": one would have to scroll sideways");
    boolean dark = scheme.equals("dark");
    assertTrue(lightness("backgroundColor") < 60 == dark, how + ": background");
    assertTrue(lightness("color") > 200 == dark, how + ": text");
    assertTrue(
        chromium
                .evaluate(
                    "Math.min(...[...document.querySelectorAll('svg')].map(s => s.getBoundingClientRect().width))")
                .asDouble()
            > 280,
        how + ": a picture is too small");
    assertTrue(
        chromium.evaluate("document.querySelectorAll('svg .line').length").asInt() >= 4, how);
    assertEquals(
        List.of(),
        texts(
            "[...document.querySelectorAll('svg')].flatMap(s => [...s.children]"
                + ".filter(t => t.tagName == 'text' && (t.getBBox().x < 0"
                + " || t.getBBox().x + t.getBBox().width > s.viewBox.baseVal.width))"
                + ".map(t => t.textContent))"),
        how + ": labels are cut");
    assertEquals(
        List.of(),
        texts(
            "[...document.querySelectorAll('table')].filter(t => t.parentElement.scrollWidth"
                + " > t.parentElement.clientWidth && getComputedStyle(t.parentElement).overflowX"
                + " != 'auto').map(t => t.textContent)"),
        how + ": tables are cut");
    assertEquals(
        "visible",
        chromium
            .evaluate("getComputedStyle(document.querySelector('figure')).visibility")
            .asText());
    Files.write(
        SampleRuns.viewers().resolve(name + "-" + width + "-" + scheme + ".png"),
        chromium.picture(MOST_HEIGHT));
  }

  private List<String> texts(String list) throws Exception {
    List<String> texts = new ArrayList<>();
    chromium.evaluate("(" + list + ").join('\\n')").asText().lines().forEach(texts::add);
    return texts;
  }

  /** The mean of red, green and blue of the page's body. */
  private double lightness(String property) throws Exception {
    String[] parts =
        chromium
            .evaluate("getComputedStyle(document.body)." + property)
            .asText()
            .replaceAll("[^0-9 ]", "")
            .trim()
            .split(" +");
    return (Integer.parseInt(parts[0]) + Integer.parseInt(parts[1]) + Integer.parseInt(parts[2]))
        / 3.0;
  }
}
