package io.fallline.core.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WindowTest {
  private static final Window WINDOW = new Window(-4, 4, -3, 3);

  @Test
  void aPointInsideChangesNothing() {
    assertSame(WINDOW, WINDOW.including(new Point(4, -3)));
  }

  @Test
  void aPointOutsideMakesItLargerWithRoomBesideThePoint() {
    Window larger = WINDOW.including(new Point(10, 0));
    assertTrue(larger.contains(new Point(11, 0)), larger.toString());
    assertTrue(larger.contains(new Point(-4, -3)), larger.toString());
    assertEquals(WINDOW.height(), larger.height());
  }

  @Test
  void enlargedItKeepsItsMiddle() {
    assertEquals(new Window(-12, 12, -9, 9), WINDOW.enlarged(3));
  }

  @Test
  void anAspectIsReachedByGrowingOneWay() {
    assertEquals(new Window(-6, 6, -3, 3), WINDOW.withAspect(2));
    assertEquals(new Window(-4, 4, -4, 4), WINDOW.withAspect(1));
    assertEquals(WINDOW, WINDOW.withAspect(4.0 / 3));
  }

  @Test
  void itHasAnInside() {
    assertThrows(IllegalArgumentException.class, () -> new Window(1, 1, 0, 1));
    assertFalse(WINDOW.contains(new Point(0, 3.1)));
  }
}
