package io.fallline.model;

import io.fallline.core.failure.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Locale;

/** The failures of a file system, each one line for the person who has to act. */
public final class FileFailures {
  private FileFailures() {}

  /** A call that the file system may refuse. */
  @FunctionalInterface
  public interface Call<T> {
    T result() throws IOException;
  }

  /** A call without a result. */
  @FunctionalInterface
  public interface Action {
    void run() throws IOException;
  }

  /**
   * @param what the path and what could not be done with it: {@code "runs/x: cannot be created"}
   * @throws Failure (files) if the file system says no
   */
  public static <T> T unless(String what, Call<T> call) {
    try {
      return call.result();
    } catch (IOException e) {
      throw with(what, e);
    }
  }

  /** The same of a call without a result. */
  public static void attempt(String what, Action action) {
    unless(
        what,
        () -> {
          action.run();
          return null;
        });
  }

  /**
   * @param what the path and what could not be done with it: {@code "runs/x: cannot be created"}
   */
  public static Failure with(String what, IOException cause) {
    return new Failure(Failure.Kind.FILES, what + ": " + reason(cause), cause);
  }

  public static Failure files(String message) {
    return new Failure(Failure.Kind.FILES, message);
  }

  /** Remote exceptions carry whole stack traces in their messages; the first line says it. */
  public static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }

  private static String reason(IOException cause) {
    String message = cause.getMessage() == null ? "" : firstLine(cause.getMessage());
    // Hadoop's by its name: a model is read where there is no Hadoop, too
    if (cause instanceof AccessDeniedException
        || cause.getClass().getSimpleName().equals("AccessControlException")) {
      return message.toLowerCase(Locale.ROOT).contains("denied")
          ? message
          : "permission denied (" + message + ")";
    }
    return message.isEmpty() ? cause.getClass().getSimpleName() : message;
  }

  /** What is wrong within a file; the caller, who knows where it lies, makes a failure of it. */
  public static final class MalformedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedFileException(String message) {
      super(message);
    }

    static void require(boolean holds, String otherwise) throws MalformedFileException {
      if (!holds) {
        throw new MalformedFileException(otherwise);
      }
    }
  }
}
