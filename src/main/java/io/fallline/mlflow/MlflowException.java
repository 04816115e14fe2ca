package io.fallline.mlflow;

/** A request that came to nothing. */
final class MlflowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status what the server answered; 0: nothing
   */
  MlflowException(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  int status() {
    return status;
  }

  /** Whether the same request may succeed later: the server is away, busy or in trouble. */
  boolean mayPass() {
    return status == 0 || status == 408 || status == 429 || status >= 500;
  }
}
