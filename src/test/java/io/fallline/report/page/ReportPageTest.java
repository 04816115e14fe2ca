package io.fallline.report.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.core.training.TrainingListener.FinishPass;
import io.fallline.report.History;
import io.fallline.report.RecordedRun;
import io.fallline.report.ReportData;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportPageTest {
  private static final String SCRIPT = "</style><script>alert('1')</script>";
  private static final String QUOTES = "\" onload=\"alert(1)\" '&amp;\u0000";
  private static final Set<String> LOADING =
      Set.of("src", "href", "srcset", "action", "data", "poster", "background", "xlink:href");

  private static Document page(Map<String, byte[]> files) throws Exception {
    byte[] page = ReportPage.of(RunFiles.recorded(files));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(page));
  }

  private static List<Element> elements(Document page, String name) {
    NodeList nodes = page.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static List<String> texts(Document page, String name) {
    return elements(page, name).stream().map(Element::getTextContent).toList();
  }

  @Test
  void weightsThatAreCountsAreExact() throws Exception {
    List<String> cells = texts(page(RunFiles.of(200, 5, "no", "yes")), "td");
    assertTrue(cells.contains("45,671"), cells.toString());
    assertTrue(cells.contains("209,847"), cells.toString());
    assertTrue(cells.contains("31,415"), cells.toString());
  }

  @Test
  void thePageHasEveryPictureOfARun() throws Exception {
    Document page = page(RunFiles.of(200, 5, "no", "yes"));
    List<String> titles = texts(page, "h3");
    for (String title :
        List.of(
            "Loss",
            "Validation metrics",
            "Learning rate",
            "Gradient norm",
            "Throughput",
            "Loss and metrics",
            "Confusion matrix, test rows",
            "ROC, test rows",
            "Calibration, test rows",
            "Residuals, test rows",
            "Weights, the largest first",
            "The run",
            "A step",
            "Rows",
            "Classes, training rows",
            "Columns",
            "Configuration, defaults included")) {
      assertTrue(titles.contains(title), title + " is not among " + titles);
    }
    String described = elements(page, "svg").get(0).getAttribute("aria-label");
    assertEquals("Loss by step, training from 1 to 0.005, validation from 2 to 0.4", described);
    assertEquals(List.of("data.label = \"no\"\n"), texts(page, "pre"));
    assertTrue(texts(page, "dd").contains("local (auto: yes)"));
    assertTrue(page.getDocumentElement().getTextContent().contains("went on from step 40"));
  }

  @Test
  void aConstantLearningRateIsANumberAndNoCurve() throws Exception {
    Document page = page(RunFiles.of(200, 5, "no", "yes"));
    assertTrue(texts(page, "dt").contains("in every step"));
    assertTrue(texts(page, "dd").contains("0.01"));
    assertFalse(
        elements(page, "svg").stream()
            .anyMatch(picture -> picture.getAttribute("aria-label").contains("Learning rate")));
  }

  @Test
  void aLearningRateThatChangesIsACurve() throws Exception {
    Map<String, byte[]> files = RunFiles.of(20, 1, "no", "yes");
    String history = new String(files.get("history.jsonl"), UTF_8);
    files.put("history.jsonl", history.replaceFirst("0\\.01\\b", "0.02").getBytes(UTF_8));
    assertTrue(
        elements(page(files), "svg").stream()
            .anyMatch(picture -> picture.getAttribute("aria-label").contains("Learning rate")));
  }

  @Test
  void aQuantileHasItsCoverageOfEachPart() throws Exception {
    Document page =
        page(
            RunFiles.with(
                new ReportData.Coverage(
                    0.9, Map.of("training", 0.9012, "validation", 0.5, "test", 0.8765)),
                List.of()));
    List<String> lines = texts(page, "tr");
    assertTrue(lines.contains("labels ≤ prediction0.90120.50.8765"), lines.toString());
    assertTrue(
        texts(page, "p")
            .contains(
                "Of the quantile 0.9 that share of the labels should lie at or below the prediction."));
    List<String> others = texts(page(RunFiles.of(5, 1, "no", "yes")), "tr");
    assertFalse(others.stream().anyMatch(line -> line.contains("labels ≤")), others.toString());
  }

  @Test
  void aReportOfAnEarlierVersionHasNoCoverageAndIsRead() throws Exception {
    Map<String, byte[]> files = RunFiles.of(5, 1, "no", "yes");
    String details = new String(files.get("report.json"), UTF_8);
    String earlier = details.replaceFirst(",\\s*\"coverage\" ?: null", "");
    assertFalse(earlier.contains("coverage"), earlier);
    files.put("report.json", earlier.getBytes(UTF_8));
    assertTrue(texts(page(files), "h3").contains("Residuals, test rows"));
  }

  @Test
  void hashedColumnsShareTheirInputs() throws Exception {
    List<String> lines =
        texts(
            page(
                RunFiles.with(
                    null,
                    List.of(
                        new ReportData.Column("street", "hashed", 262_144, null, null),
                        new ReportData.Column("of an earlier version", "hashed", 0, null, null)))),
            "tr");
    assertTrue(lines.contains("streethashed262,144, shared"), lines.toString());
    assertTrue(lines.contains("of an earlier versionhashedshared"), lines.toString());
  }

  @Test
  void everyBarIsAsLongAsItsShare() throws Exception {
    List<String> shares = new ArrayList<>();
    for (Element bar : elements(page(RunFiles.of(5, 1, "no", "yes")), "i")) {
      if (((Element) bar.getParentNode()).getAttribute("class").equals("whole")) {
        shares.add(bar.getAttribute("style"));
      }
    }
    assertFalse(shares.isEmpty());
    assertTrue(
        shares.stream().allMatch(share -> share.matches("--share:[01]\\.\\d{4}")),
        shares.toString());
  }

  @Test
  void everyTableOfThePageScrolls() throws Exception {
    for (Element table : elements(page(RunFiles.of(5, 1, "no", "yes")), "table")) {
      assertTrue(
          ((Element) table.getParentNode()).getAttribute("class").contains("scroll"),
          table.getTextContent());
    }
  }

  @Test
  void numbersOfThePageAreThoseOfTheFiles() throws Exception {
    List<String> cells = texts(page(RunFiles.of(200, 5, "no", "yes")), "td");
    for (String cell : List.of("0.11", "0.22", "0.33", "0.77", "0.66", "1.25", "2.5", "0.6")) {
      assertTrue(cells.contains(cell), cell + " is not among " + cells);
    }
  }

  @Test
  void theFinishIsToldInASentence() throws Exception {
    Map<String, byte[]> files = RunFiles.of(50, 2, "no", "yes");
    String passes =
        History.finishLine(new FinishPass(1, 50, 1, 1000, 0.5, 0.5, 1, 0, true))
            + History.finishLine(new FinishPass(2, 50, 1, 1000, 0.25, 0.25, 0.1, 0, true))
            + History.finishLine(new FinishPass(3, 50, 1, 1000, 0.75, 0.75, 2, 0, false));
    files.put(
        "history.jsonl", (new String(files.get("history.jsonl"), UTF_8) + passes).getBytes(UTF_8));
    List<String> notes = texts(page(files), "p");
    String told =
        "After the last step, 3 Newton passes over all training rows brought the loss from 0.5 to"
            + " 0.25.";
    assertTrue(notes.contains(told), notes.toString());
  }

  @Test
  void whateverDataAreCalledIsATextAndNothingElse() throws Exception {
    Document page = page(RunFiles.of(50, 2, SCRIPT, QUOTES));
    assertEquals(List.of(), elements(page, "script"));
    assertTrue(texts(page, "th").contains(SCRIPT), texts(page, "th").toString());
    assertTrue(texts(page, "th").contains(QUOTES.replace('\u0000', '\uFFFD')));
    assertEquals(SCRIPT, texts(page, "h1").get(0));
    for (Element element : elements(page, "*")) {
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        String name = element.getAttributes().item(i).getNodeName();
        assertFalse(name.startsWith("on") || LOADING.contains(name), element + " has " + name);
      }
    }
  }

  @Test
  void nothingIsFetched() throws Exception {
    Document page = page(RunFiles.of(50, 2, "no", "yes"));
    assertEquals(List.of(), elements(page, "link"));
    assertEquals(1, elements(page, "style").size());
    String style = texts(page, "style").get(0);
    assertFalse(style.contains("url(") || style.contains("@import"), style);
    // within a style element HTML decodes nothing, so nothing in it may have needed escaping
    assertFalse(style.contains("<") || style.contains(">") || style.contains("&"), style);
    assertEquals(
        "default-src 'none'; style-src 'unsafe-inline'",
        elements(page, "meta").stream()
            .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
            .findFirst()
            .orElseThrow()
            .getAttribute("content"));
  }

  @Test
  void aLongHistoryMakesNoLargePage() {
    int size = ReportPage.of(RunFiles.recorded(RunFiles.of(10_000, 10_000, "no", "yes"))).length;
    assertTrue(size < 300_000, "bytes: " + size);
  }

  @Test
  void ofARunThatWasStoppedThereIsWhatItLeft() throws Exception {
    Map<String, byte[]> files = RunFiles.of(50, 2, "no", "yes");
    files.remove("summary.json");
    files.remove("report.json");
    Document killed = page(files);
    assertTrue(
        texts(killed, "p")
            .contains("This run has not come to its end: it goes on, or was killed."));
    assertTrue(texts(killed, "h3").contains("Loss"));

    var failure = RecordedRun.failure("the loss is <infinite>");
    files.put(failure.getKey(), failure.getValue());
    assertTrue(texts(page(files), "p").contains("This run was stopped: the loss is <infinite>"));
  }

  @Test
  void aRunThatTookNoStepHasAPage() throws Exception {
    assertFalse(texts(page(RunFiles.of(0, 0, "no", "yes")), "h3").contains("Loss"));
    assertEquals(1, elements(page(Map.of("history.jsonl", new byte[0])), "h1").size());
  }

  @Test
  void aDirectoryWithoutHistoryIsNoRuns() {
    Failure failure = assertThrows(Failure.class, () -> RunFiles.recorded(Map.of()));
    assertEquals(Failure.Kind.DATA, failure.kind());
    assertEquals(
        "runs/r/20260102-030405: has no history.jsonl, expected the directory of a run,"
            + " OUTPUT/NAME/ID, as train prints it",
        failure.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"summary.json, {", "summary.json, []", "report.json, {}", "report.json, 7"})
  void aFileThatCannotBeUnderstoodIsNamed(String name, String content) {
    Map<String, byte[]> files = RunFiles.of(5, 1, "no", "yes");
    files.put(name, content.getBytes(UTF_8));
    Failure failure = assertThrows(Failure.class, () -> RunFiles.recorded(files));
    assertEquals(Failure.Kind.DATA, failure.kind());
    assertTrue(
        failure.getMessage().startsWith("runs/r/20260102-030405/" + name + ": cannot be used: "),
        failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {61, 5000})
  void longNamesAreShortened(int length) throws Exception {
    String name = "x".repeat(length);
    assertTrue(texts(page(RunFiles.of(5, 1, name, "yes")), "th").contains("x".repeat(59) + "…"));
  }
}
