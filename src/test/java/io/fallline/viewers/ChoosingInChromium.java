package io.fallline.viewers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.cli.CommandRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of a comparison and of a range test in a real browser; pictures as of reports. */
@Tag("browser")
class ChoosingInChromium {
  private static final Path HOME = Path.of(System.getenv("FALLLINE_HOME"));
  private static final int MOST_HEIGHT = 2000;

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

  @Test
  void aComparisonIsReadableInLightAndDarkAndOnAPhone() throws Exception {
    Path page =
        page(
            "compare",
            "--vary",
            "optimizer={rule=sgd,learningRate=0.1},{rule=adam,learningRate=0.01},{rule=sgd,learningRate=1e20}",
            "--vary",
            "training.batchSize=16,64,full");
    lookEverywhere(page, "compare", 2);
    assertEquals(
        9, chromium.evaluate("document.querySelectorAll('.runs tbody tr').length").asInt());
    assertTrue(
        chromium
            .evaluate("document.querySelector('.runs').textContent.includes('failed: ')")
            .asBoolean());
    // the link to the best run's report leads there
    String report = chromium.evaluate("document.querySelector('.runs a').href").asText();
    chromium.open(URI.create(report));
    assertTrue(chromium.evaluate("document.querySelectorAll('svg').length").asInt() > 3, report);
  }

  @Test
  void aRateCurveIsReadableInLightAndDarkAndOnAPhone() throws Exception {
    lookEverywhere(page("find-rate", "--set", "optimizer.learningRate=10"), "find-rate", 1);
    assertTrue(
        chromium
            .evaluate("document.querySelector('.stopped').textContent.includes('too large')")
            .asBoolean());
  }

  private static Path page(String command, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of(command, "--json", "--quiet"));
    words.addAll(List.of("--config", HOME.resolve("conf/breast-cancer.conf").toString()));
    words.addAll(List.of("--master", "local[2]", "--set", "data.validation=0.2"));
    words.addAll(List.of("--set", "output.directory=" + directory.resolve("runs")));
    words.addAll(List.of(more));
    CommandRun run = CommandRun.of(words.toArray(String[]::new));
    assertEquals(0, run.exit(), run.err());
    return Path.of(new ObjectMapper().readTree(run.out()).get("page").asText());
  }

  private static void lookEverywhere(Path page, String name, int charts) throws Exception {
    look(page, name, 390, "dark", charts);
    look(page, name, 1280, "light", charts);
    look(page, name, 1280, "dark", charts);
    look(page, name, 390, "light", charts);
  }

  private static void look(Path page, String name, int width, String scheme, int charts)
      throws Exception {
    chromium.look(width, scheme);
    chromium.open(page.toUri());
    String how = name + " " + width + " " + scheme;
    assertEquals(List.of(page.toUri().toString()), chromium.requests(), how);
    assertEquals(List.of(), chromium.complaints(), how);
    assertEquals(width, chromium.evaluate("innerWidth").asInt(), how);
    assertTrue(
        chromium.evaluate("document.documentElement.scrollWidth").asInt() <= width,
        how + ": one would have to scroll sideways");
    int red =
        chromium
            .evaluate(
                "parseInt(getComputedStyle(document.body).backgroundColor.match(/[0-9]+/)[0])")
            .asInt();
    assertTrue(red < 60 == scheme.equals("dark"), how + ": background");
    assertEquals(charts, chromium.evaluate("document.querySelectorAll('svg').length").asInt(), how);
    assertTrue(
        chromium
                .evaluate(
                    "Math.min(...[...document.querySelectorAll('svg')].map(s => s.getBoundingClientRect().width))")
                .asDouble()
            > 280,
        how + ": a picture is too small");
    Files.write(
        SampleRuns.viewers().resolve(name + "-" + width + "-" + scheme + ".png"),
        chromium.picture(MOST_HEIGHT));
  }
}
