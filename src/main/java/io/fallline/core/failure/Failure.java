package io.fallline.core.failure;

/**
 * An error for the person who started a job: one line saying what is wrong, where, what was found,
 * what was expected and, where there is one, the remedy.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Who can mend it. */
  public enum Kind {
    COMMAND_LINE,
    CONFIGURATION,
    DATA,
    TRAINING,
    FILES,
    TRY_LATER
  }

  private final Kind kind;

  public Failure(Kind kind, String message) {
    this(kind, message, null);
  }

  public Failure(Kind kind, String message, Throwable cause) {
    super(MessageSanitizer.of(message), cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  public static Failure data(String message) {
    return new Failure(Kind.DATA, message);
  }

  public static Failure configuration(String message) {
    return new Failure(Kind.CONFIGURATION, message);
  }
}
