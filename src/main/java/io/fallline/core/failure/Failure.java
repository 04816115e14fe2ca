package io.fallline.core.failure;

import java.util.Locale;

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

  public static Failure commandLine(String message) {
    return new Failure(Kind.COMMAND_LINE, message);
  }

  public static Failure commandLine(String message, Throwable cause) {
    return new Failure(Kind.COMMAND_LINE, message, cause);
  }

  /**
   * The same by a format; a message alone, or with a cause, is none, so that it may have any text.
   *
   * @param format as {@link String#format} has it
   */
  public static Failure commandLine(String format, Object... parts) {
    return commandLine(String.format(Locale.ROOT, format, parts));
  }

  public static Failure configuration(String message) {
    return new Failure(Kind.CONFIGURATION, message);
  }

  /**
   * @param format as {@link String#format} has it
   */
  public static Failure configuration(String format, Object... parts) {
    return configuration(String.format(Locale.ROOT, format, parts));
  }

  public static Failure configuration(String message, Throwable cause) {
    return new Failure(Kind.CONFIGURATION, message, cause);
  }

  public static Failure data(String message) {
    return new Failure(Kind.DATA, message);
  }

  /**
   * @param format as {@link String#format} has it
   */
  public static Failure data(String format, Object... parts) {
    return data(String.format(Locale.ROOT, format, parts));
  }

  public static Failure data(String message, Throwable cause) {
    return new Failure(Kind.DATA, message, cause);
  }
}
