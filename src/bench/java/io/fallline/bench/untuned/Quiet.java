package io.fallline.bench.untuned;

import io.fallline.job.Screen;

/** A screen that shows nothing. */
enum Quiet implements Screen {
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
