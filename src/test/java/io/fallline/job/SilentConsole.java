package io.fallline.job;

/** Nobody looks at it. */
public final class SilentConsole implements JobConsole {
  @Override
  public void print(String text) {}

  @Override
  public boolean isTerminal() {
    return false;
  }

  @Override
  public int width() {
    return 80;
  }
}
