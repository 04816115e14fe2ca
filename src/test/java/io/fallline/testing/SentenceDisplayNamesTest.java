package io.fallline.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class SentenceDisplayNamesTest {
  @Test
  void aTestIsShownAsTheSentenceThatItsNameIs(TestInfo shown) {
    assertEquals("a test is shown as the sentence that its name is", shown.getDisplayName());
  }

  @Test
  void acronymsStay() {
    assertEquals(
        "a URL of the JDK and L2 stay", SentenceDisplayNames.sentence("aURLOfTheJDKAndL2Stay"));
  }
}
