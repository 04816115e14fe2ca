package io.fallline.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarningsTest {
  @Test
  void whatAnotherThreadWarnsOfIsShownAtOnceAndKept() throws InterruptedException {
    List<String> shown = new ArrayList<>();
    Warnings warnings = new Warnings(new TellingConsole(shown::add));
    warnings.accept("first");
    Thread other = new Thread(() -> warnings.aside().accept("executor 1"));
    other.start();
    other.join();
    assertEquals(List.of("warning: first\n", "warning: executor 1\n"), shown);
    assertEquals(List.of("first", "executor 1"), warnings.all());
  }
}
