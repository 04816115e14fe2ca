package io.fallline.job;

import java.util.function.Consumer;

/** Hands on what it would show. */
public record TellingConsole(Consumer<String> told) implements JobConsole {
  @Override
  public void print(String text) {
    told.accept(text);
  }

  @Override
  public boolean isTerminal() {
    return false;
  }

  @Override
  public int width() {
    return 80;
  }
}
