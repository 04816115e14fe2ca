package io.fallline.job;

import io.fallline.core.train.TrainingListener;
import java.util.function.Consumer;

/** Where warnings go: to the screen, and once there is a progress line, through its owner. */
final class Warnings implements Consumer<String> {
  private Consumer<String> way;

  Warnings(Screen screen) {
    way = message -> screen.print("warning: " + message + "\n");
  }

  /**
   * For what is found out on another thread, while a step may not end: it does not wait for the
   * owner of the progress line, which is left as it is.
   */
  static Consumer<String> aside(Screen screen) {
    String newLine = screen.isTerminal() ? "\n" : "";
    return message -> screen.print(newLine + "warning: " + message + "\n");
  }

  void to(TrainingListener listener) {
    way = listener::warned;
  }

  @Override
  public void accept(String message) {
    way.accept(message);
  }
}
