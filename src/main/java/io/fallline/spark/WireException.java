package io.fallline.spark;

/** A message that nobody who speaks for this version's tasks or driver would send. */
final class WireException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WireException(String message) {
    super(message);
  }

  WireException(String message, Throwable cause) {
    super(message, cause);
  }
}
