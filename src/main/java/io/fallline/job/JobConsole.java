package io.fallline.job;

/** Where a job says how it goes. */
public interface JobConsole {
  /** Prints as it is, line breaks and all. */
  void print(String text);

  /** Whether a line can be rewritten in place. */
  boolean isTerminal();

  /** Characters in a line of the terminal. */
  int width();
}
