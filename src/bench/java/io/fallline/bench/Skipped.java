package io.fallline.bench;

/** What this machine lacks for a run; the message says how to get it. */
public final class Skipped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Skipped(String message) {
    super(message);
  }
}
