package io.fallline.bench.untuned;

import io.fallline.job.Console;

/** A screen that shows nothing. */
enum Quiet implements Console {
  SCREEN;

  @Override
  public void print(String text) {}

  @Override
  public boolean isTerminal() {
    return false;
  }

  @Override
  public int width() {
    return Integer.MAX_VALUE;
  }
}
