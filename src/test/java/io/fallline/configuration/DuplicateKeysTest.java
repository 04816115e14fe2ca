package io.fallline.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.fallline.configuration.hocon.KeyScanner;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser merges repeats silently: the second one would win without a word. */
class DuplicateKeysTest {
  private static final String EPOCHS_TWICE =
      "training.epochs is set a second time, first in line 2; keep one of them";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training.epochs = 3\ntraining.epochs = 4",
        "training.epochs = 3\ntraining { epochs = 4 }",
        "training { epochs = 3 }\ntraining.epochs: 4",
        "training { epochs = 3,\nepochs = 4 }",
        "training { epochs = 3 }\n\"training\" { \"epochs\" = 4 }",
        "training : { epochs = 3 }\ntraining = { epochs = 4 }",
        "training { seed = 1, epochs = 3 } // training.epochs = 7\ntraining { seed += 1, epochs = 4 }",
        "training.epochs = 3\ntraining.epochs = 3",
        "training.epochs = 3 # \"\ntraining.epochs = 4 # \"",
        "training.epochs = 3\ntraining.epochs { a = 4 }",
        "training.epochs { a = 3 }\ntraining.epochs = 4",
        "training.epochs = ${?NOT_SET_ANYWHERE} 3\ntraining.epochs = 4",
        "training.epochs = 3\ntraining = {} { epochs = 4 }",
        "training { epochs = 3 }, training { stop { loss = 1 } \n epochs = 4 }"
      })
  void theSameKeyTwiceIsRefusedHoweverItIsSpelt(String text) {
    assertEquals("conf/clicks.conf:3: " + EPOCHS_TWICE, Loaded.refusal(Loaded.TRAIN + text));
  }

  @Test
  void longTextsBetweenDoNotShiftTheLines() {
    String text =
        """
        training.epochs = 3
        data.options { a = \"""two
        lines, with " and } and training.epochs = 5\""", b = [1,
          # ] no end
          2 ] }
        data.label = "\\"quoted\\" {"
        training.epochs = 4
        """;
    assertEquals("conf/clicks.conf:8: " + EPOCHS_TWICE, Loaded.refusal(Loaded.TRAIN + text));
  }

  @Test
  void aSectionThatReplacesAValueIsADuplicate() {
    assertEquals(
        "conf/clicks.conf:3: training.stop is set a second time, first in line 2; keep one of them",
        Loaded.refusal(Loaded.TRAIN + "training.stop = 1\ntraining.stop.loss = 0.1"));
  }

  @Test
  void sectionsMayBeRepeated() {
    JobConfiguration job =
        Loaded.from(
            Loaded.TRAIN
                + """
                training { epochs = 3 }
                training { seed = 4 }
                training.stop { loss = 1 }
                training { stop.minutes = 5 }
                """);
    assertEquals(3, job.training().epochs().orElseThrow());
    assertEquals(4, job.training().seed());
    assertEquals(1, job.training().stop().loss().getAsDouble());
    assertEquals(5, job.training().stop().minutes().getAsDouble());
  }

  @Test
  void listsMayBeAppendedTo() {
    DataSection data =
        Loaded.from(
                Loaded.TRAIN
                    + "data.features = [a]\ndata.features += b\ndata.features = ${data.features} [c]")
            .data();
    assertEquals(List.of("a", "b", "c"), data.features());
  }

  @Test
  void aVariableOfTheEnvironmentMayReplaceTheValueBefore() {
    String text =
        Loaded.TRAIN + "training.epochs = 3\ntraining.epochs = ${?FALLLINE_EPOCHS_NOT_SET}";
    assertEquals(3, Loaded.from(text).training().epochs().orElseThrow());
  }

  @Test
  void theCommandLineMayReplaceWhatIsInTheFileAndItself() {
    String text = Loaded.TRAIN + "training.epochs = 3";
    assertEquals(
        5,
        Loaded.from(text, "training.epochs=4", "training.epochs=5")
            .training()
            .epochs()
            .orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = 1",
        "{ a : 1, b : { c : [ { d : 1 } ] } }",
        "a.b.\"c.d\" = x y z // e = 1\nf = \"#\" # g = 2",
        "a = { b = 1 } { c = 2 }\n\n d \n = \n 3",
        "\"\"= 1, \" \" = 2",
        "a = \"\"\"\"quoted\"\"\"\"\nb = 1",
        "a = [1, [2, 3], \"]\", {b = 4}] [5]\nc = true",
        "a b c = 1\nd\t=\t2\r\ne=3\r\n",
        "a = ${?x.\"}\"} ${?y}, b = 1",
        "include \"no-such-file.conf\"\ninclude file(\"no-such-file.conf\")\nincluded = 1",
        "a += 1\na += 2",
        "3.14 = pi, a-b_c = 1",
        "\uFEFFa = 1"
      })
  void theScannerFindsTheKeysThatTheParserFinds(String text) {
    Config parsed = ConfigFactory.parseString(text).resolve();
    Set<String> expected = new TreeSet<>();
    parsed.entrySet().forEach(entry -> expected.add(entry.getKey()));
    Set<String> found = new TreeSet<>();
    for (KeyScanner.Key key : KeyScanner.scan(text)) {
      if (key.kind() != KeyScanner.Kind.SECTION) {
        found.add(key.name());
      }
    }
    assertEquals(expected, found);
  }
}
