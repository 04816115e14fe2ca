package io.fallline.core.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.setting.Hyperparameters.Setting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FactoryRegistryTest {
  private static FactoryRegistry<String> shapes() {
    return new FactoryRegistry<String>("shape")
        .add("square", settings -> "square of " + settings.positive("side", 1, "length of an edge"))
        .add(
            "circle",
            settings -> "circle of " + settings.notNegative("radius", 2, "half the width"));
  }

  @Test
  void namesStandInTheOrderOfTheirLines() {
    assertEquals(List.of("square", "circle"), List.copyOf(shapes().names()));
  }

  @Test
  void aPartIsMadeFromItsSettings() {
    assertEquals(
        "circle of 3.0", shapes().create("circle", Hyperparameters.of(Map.of("radius", 3))));
    assertEquals("circle of 2.0", shapes().create("circle", Hyperparameters.defaults()));
  }

  @Test
  void anUnknownNameIsRefusedWithTheNearestAndAll() {
    SettingException refusal =
        assertThrows(
            SettingException.class, () -> shapes().create("cirkle", Hyperparameters.defaults()));
    assertEquals("shape", refusal.setting());
    assertEquals(
        "cirkle is not a shape; did you mean circle? (there are square, circle)",
        refusal.getMessage());
  }

  @Test
  void twoPartsOfOneNameAreADefect() {
    FactoryRegistry<String> shapes = shapes();
    assertThrows(IllegalStateException.class, () -> shapes.add("circle", settings -> ""));
  }

  @Test
  void settingsAreKnownWithoutBeingListed() {
    assertEquals(
        List.of(new Setting("side", 1.0, "a number above 0", "length of an edge")),
        shapes().settingsOf("square"));
  }

  @Test
  void namesCannotBeChangedFromOutside() {
    FactoryRegistry<String> shapes = shapes();
    Set<String> names = shapes.names();
    names.clear();
    assertTrue(shapes.names().contains("square"));
  }
}
