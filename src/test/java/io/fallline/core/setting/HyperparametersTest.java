package io.fallline.core.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.setting.Hyperparameters.Setting;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HyperparametersTest {
  private static void assertRefused(
      Object value, Consumer<Hyperparameters> reading, String message) {
    SettingException refusal =
        assertThrows(
            SettingException.class, () -> reading.accept(Hyperparameters.of(Map.of("x", value))));
    assertEquals("x", refusal.setting());
    assertEquals(message, refusal.getMessage());
  }

  @Test
  void aDefaultStandsInWhereNothingIsSet() {
    Hyperparameters settings = Hyperparameters.defaults();
    assertEquals(0.9, settings.fraction("momentum", 0.9, "its effect"));
    assertEquals(3, settings.count("patience", 3, "its effect"));
    assertTrue(settings.flag("centered", true, "its effect"));
  }

  @Test
  void whatIsSetComesBeforeTheDefault() {
    Hyperparameters settings =
        Hyperparameters.of(Map.of("momentum", 0.5, "patience", 7L, "centered", false));
    assertEquals(0.5, settings.fraction("momentum", 0.9, "its effect"));
    assertEquals(7, settings.count("patience", 3, "its effect"));
    assertEquals(false, settings.flag("centered", true, "its effect"));
  }

  @Test
  void valuesOutOfRangeAreRefusedWithWhatWasExpected() {
    assertRefused(
        1.0, s -> s.fraction("x", 0, "its effect"), "x is 1.0, expected a number in [0, 1)");
    assertRefused(
        -0.1, s -> s.fraction("x", 0, "its effect"), "x is -0.1, expected a number in [0, 1)");
    assertRefused(0, s -> s.positive("x", 1, "its effect"), "x is 0, expected a number above 0");
    assertRefused(
        -1, s -> s.notNegative("x", 1, "its effect"), "x is -1, expected a number of 0 or more");
    assertRefused(
        Double.POSITIVE_INFINITY,
        s -> s.positive("x", 1, "its effect"),
        "x is Infinity, expected a number above 0");
    assertRefused(
        0, s -> s.count("x", 1, "its effect"), "x is 0, expected a whole number of 1 or more");
    assertRefused(
        1.5, s -> s.count("x", 1, "its effect"), "x is 1.5, expected a whole number of 1 or more");
    assertRefused(
        1e10,
        s -> s.count("x", 1, "its effect"),
        "x is 1.0E10, expected a whole number of 1 or more");
  }

  @Test
  void valuesOfAnotherTypeAreRefused() {
    assertRefused(
        "0.5", s -> s.fraction("x", 0, "its effect"), "x is 0.5, expected a number in [0, 1)");
    assertRefused(1, s -> s.flag("x", false, "its effect"), "x is 1, expected true or false");
    assertRefused(
        true,
        s -> s.count("x", 1, "its effect"),
        "x is true, expected a whole number of 1 or more");
  }

  @Test
  void notANumberIsNeverInRange() {
    assertThrows(
        SettingException.class,
        () -> Hyperparameters.of(Map.of("x", Double.NaN)).notNegative("x", 0, "its effect"));
    assertThrows(
        SettingException.class,
        () -> Hyperparameters.of(Map.of("x", Double.NaN)).fraction("x", 0, "its effect"));
  }

  @Test
  void whatWasNeverAskedForIsRefusedWithTheNearestName() {
    Hyperparameters settings = Hyperparameters.of(Map.of("beta_1", 0.9));
    settings.fraction("beta1", 0.9, "its effect");
    settings.fraction("beta2", 0.999, "its effect");
    SettingException refusal =
        assertThrows(SettingException.class, () -> settings.requireNoOthers("adam"));
    assertEquals("beta_1", refusal.setting());
    assertEquals(
        "beta_1 is not a setting of adam; did you mean beta1? (adam has beta1, beta2)",
        refusal.getMessage());
  }

  @Test
  void aPartWithoutSettingsSaysSo() {
    SettingException refusal =
        assertThrows(
            SettingException.class,
            () -> Hyperparameters.of(Map.of("beta1", 0.9)).requireNoOthers("sgd"));
    assertEquals("beta1 is not a setting of sgd (it has none)", refusal.getMessage());
  }

  @Test
  void whatWasAskedForIsRememberedInOrder() {
    Hyperparameters settings = Hyperparameters.defaults();
    settings.positive("b", 1, "its effect");
    settings.flag("a", true, "its effect");
    assertEquals(List.of("b", "a"), settings.asked().stream().map(Setting::name).toList());
  }
}
