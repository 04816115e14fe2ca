package io.fallline.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a run warns of: shown at once, on the console or, while there is a progress line, through
 * its owner, and kept for the summary, each warning once.
 */
public final class Warnings implements Consumer<String> {
  private final Set<String> told = Collections.synchronizedSet(new LinkedHashSet<>());
  private final JobConsole console;
  private Consumer<String> way;

  public Warnings(JobConsole console) {
    this.console = console;
    way = message -> console.print("warning: " + message + "\n");
  }

  /**
   * For what is found out on another thread, while a step may not end: it does not wait for the
   * owner of the progress line, which is left as it is.
   */
  public Consumer<String> aside() {
    String newLine = console.isTerminal() ? "\n" : "";
    return message -> {
      told.add(message);
      console.print(newLine + "warning: " + message + "\n");
    };
  }

  /** From now on somebody else shows them. */
  public void shownBy(Consumer<String> line) {
    way = line;
  }

  @Override
  public void accept(String message) {
    told.add(message);
    way.accept(message);
  }

  /** Keeps what has been shown otherwise. */
  public void keep(Collection<String> shown) {
    told.addAll(shown);
  }

  /** All so far, in the order of their first appearance. */
  public List<String> all() {
    return new ArrayList<>(told);
  }
}
