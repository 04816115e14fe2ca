package io.fallline.report.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.report.tuning.Comparison.RankingCriterion;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ComparisonTest {
  @Test
  void theBestComesFirstThenRunsWithoutAScoreThenThoseThatFailed() {
    Comparison comparison =
        Compared.of(
            Compared.failed("f", "NaN"),
            Compared.run("nan", Double.NaN),
            Compared.run("b", 0.2),
            Compared.run("a", 0.1),
            Compared.run("infinite", Double.POSITIVE_INFINITY));
    assertEquals(List.of("a", "b", "nan", "infinite", "f"), rules(comparison));
    assertEquals("rule=a", comparison.winner().orElseThrow().label());
  }

  @Test
  void higherIsBetterWhereTheMetricSaysSo() {
    RankingCriterion auc = new RankingCriterion("auc", "validation", true);
    Comparison comparison =
        Compared.of(
            auc, Compared.run("a", 0.1), Compared.run("b", 0.9), Compared.failed("c", "NaN"));
    assertEquals(List.of("b", "a", "c"), rules(comparison));
  }

  @Test
  void whoTiesStaysInTheOrderOfTheGrid() {
    Comparison comparison =
        Compared.of(
            Compared.run("z", 0.1),
            Compared.run("y", 0.1),
            Compared.run("best", 0.05),
            Compared.run("x", 0.1));
    assertEquals(List.of("best", "z", "y", "x"), rules(comparison));
  }

  @Test
  void nobodyWinsWithoutAScore() {
    assertEquals(
        Optional.empty(),
        Compared.of(Compared.failed("a", "NaN"), Compared.run("b", Double.NaN)).winner());
  }

  @Test
  void theTableHasALineARunAndSaysWhatFailed() {
    String text =
        ComparisonText.of(
            Compared.of(Compared.run("adam", 0.25), Compared.failed("sgd", "the loss is NaN")));
    List<String> lines = text.lines().toList();
    assertEquals("digits, 9 runs on the same 1,437 rows, ranked by validation loss", lines.get(0));
    assertTrue(lines.get(2).matches("  rule +validation loss +accuracy +training loss .*"), text);
    assertTrue(lines.get(3).matches("  adam +0\\.25 +0\\.9 +0\\.125 +3 +69 +2\\.0s .*"), text);
    assertTrue(lines.get(4).matches("  sgd +failed: the loss is NaN"), text);
    assertTrue(text.contains("  winner  runs/digits/compare-1/winner.conf\n"), text);
  }

  @Test
  void keysAreNamedByTheirLastWordUnlessThereAreTwo() {
    List<String> keys = List.of("optimizer.l1", "regularization.l1", "model.layers");
    assertEquals("optimizer.l1", ComparedRunResult.title("optimizer.l1", keys));
    assertEquals("layers", ComparedRunResult.title("model.layers", keys));
    ComparedRunResult one = Compared.run("{rule=sgd, learningRate=0.1}", 1);
    assertEquals("rule=sgd, learningRate=0.1", one.label());
  }

  @Test
  void pageAndPictureAreXmlAndShowAnyTextAsText() throws Exception {
    Comparison comparison =
        Compared.of(
            Compared.run("<script>alert(1)</script>", 0.2),
            Compared.run("b & \"c\"", 0.3),
            Compared.failed("d", "<b>no</b>"));
    Document page = parsed(ComparisonPage.of(comparison));
    assertEquals(0, page.getElementsByTagName("script").getLength());
    assertEquals(2, page.getElementsByTagName("svg").getLength());
    assertEquals(3, page.getElementsByTagName("tr").getLength() - 1);
    assertFalse(ComparisonPage.of(comparison).contains("<b>no"));
    Document picture = parsed(ComparisonCurves.picture(comparison));
    assertEquals(0, picture.getElementsByTagName("script").getLength());
  }

  @Test
  void sixHaveColoursAndAllOthersAreGrey() throws Exception {
    List<ComparedRunResult> runs = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      runs.add(Compared.run("rule" + i, 1 + i));
    }
    String picture = ComparisonCurves.picture(Compared.of(runs.toArray(ComparedRunResult[]::new)));
    assertEquals(3, picture.split("class=\"faint\"", -1).length - 1);
    assertTrue(picture.contains("grey: 3 others"), "the note");
    assertTrue(picture.contains("1: rule=rule0"), "names");
    parsed(picture);
  }

  @Test
  void aPageOfNothingSaysSo() throws Exception {
    String page = ComparisonPage.of(Compared.of());
    parsed(page);
    assertTrue(page.contains("9 of 9 runs are not there"), page);
  }

  @Test
  void jsonHasEveryRunWithItsRank() throws Exception {
    var json =
        new ObjectMapper()
            .readTree(Compared.of(Compared.failed("a", "NaN"), Compared.run("b", 0.5)).toJson());
    assertEquals(1, json.at("/runs/0/rank").asInt());
    assertEquals("b", json.at("/winner/values/optimizer.rule").asText());
    assertTrue(json.at("/runs/1/rank").isNull());
    assertEquals("NaN", json.at("/runs/1/failure").asText());
  }

  private static List<String> rules(Comparison comparison) {
    return comparison.contestants().stream()
        .map(ComparedRunResult::values)
        .map(Map::values)
        .map(values -> values.iterator().next())
        .toList();
  }

  private static Document parsed(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setAttribute("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }
}
