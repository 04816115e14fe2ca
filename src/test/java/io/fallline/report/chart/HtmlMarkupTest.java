package io.fallline.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HtmlMarkupTest {
  @Test
  void nothingInATextOrAnAttributeIsTakenForMarkup() {
    assertEquals(
        "<td title=\"&quot;&gt;&lt;b a='\">&lt;script&gt;&amp;amp;\"</td>",
        new HtmlMarkup().element("td", "<script>&amp;\"", "title", "\"><b a='").toString());
  }

  @Test
  void controlCharactersAndHalvesOfPairsAreReplaced() {
    assertEquals(
        "<p>\uFFFD\n\t\uFFFD\uFFFD\uD83D\uDE00\uFFFD\uFFFD</p>",
        new HtmlMarkup().element("p", "\u0000\n\t\u001b\uD83D\uD83D\uDE00\uDE00\uFFFF").toString());
  }

  @Test
  void anAttributeWithoutValueIsLeftOut() {
    assertEquals("<i a=\"1\"/>", new HtmlMarkup().empty("i", "b a", null, "1").toString());
  }

  @Test
  void everyNameOfAnAttributeHasItsValue() {
    HtmlMarkup out = new HtmlMarkup();
    assertThrows(
        IllegalArgumentException.class, () -> out.element("i", "", "class", "a", "style", "b"));
  }

  @Test
  void whatIsOpenIsNoDocument() {
    assertThrows(IllegalStateException.class, () -> new HtmlMarkup().open("p").toString());
  }
}
