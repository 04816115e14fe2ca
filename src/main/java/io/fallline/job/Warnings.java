package io.fallline.job;

import io.fallline.core.train.TrainingListener;
import java.util.function.Consumer;

/** Where warnings go: to the screen, and once there is a progress line, through its owner. */
final class Warnings implements Consumer<String> {
  private Consumer<String> way;

  Warnings(Screen screen) {
    way = message -> screen.print("warning: " + message + "\n");
  }

  void to(TrainingListener listener) {
    way = listener::warned;
  }

  @Override
  public void accept(String message) {
    way.accept(message);
  }
}
