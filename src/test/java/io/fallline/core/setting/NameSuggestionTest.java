package io.fallline.core.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NameSuggestionTest {
  private static final List<String> NAMES = List.of("beta1", "beta2", "epsilon", "learningRate");

  @Test
  void aSlipOfTheFingerFindsTheName() {
    assertEquals(Optional.of("epsilon"), NameSuggestion.nearest("epsilom", NAMES));
    assertEquals(Optional.of("beta1"), NameSuggestion.nearest("beta_1", NAMES));
    assertEquals(Optional.of("learningRate"), NameSuggestion.nearest("learning_rate", NAMES));
  }

  @Test
  void upperAndLowerCaseAreTheSame() {
    assertEquals(Optional.of("learningRate"), NameSuggestion.nearest("LEARNINGRATE", NAMES));
  }

  @Test
  void ofEquallyNearNamesTheFirstInTheAlphabetIsTaken() {
    assertEquals(Optional.of("beta1"), NameSuggestion.nearest("beta", List.of("beta2", "beta1")));
  }

  @Test
  void aWordFarFromAllNamesFindsNone() {
    assertEquals(Optional.empty(), NameSuggestion.nearest("zebra", NAMES));
    assertEquals(Optional.empty(), NameSuggestion.nearest("beta", List.of()));
    assertEquals("", NameSuggestion.didYouMean("zebra", NAMES));
  }

  @Test
  void theQuestionIsReadyToBeAppended() {
    assertEquals("; did you mean beta1?", NameSuggestion.didYouMean("betta1", NAMES));
  }
}
