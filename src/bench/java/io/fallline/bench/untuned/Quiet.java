package io.fallline.bench.untuned;

import io.fallline.job.JobConsole;

/** A console that shows nothing. */
enum Quiet implements JobConsole {
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
