package io.fallline.store;

import java.io.IOException;

/**
 * What goes wrong with the calls that change anything on a file system for tests: they are counted,
 * and one of them fails.
 */
public final class FileFaults {
  /** How. After a crash no call changes anything any more: the process is no longer there. */
  public enum Fault {
    /** The call is not carried out. */
    REFUSED,
    /** The call is carried out, but its caller is told otherwise. */
    REPLY_LOST,
    /** The process ends before the call. */
    CRASH_BEFORE,
    /** The process ends after the call. */
    CRASH_AFTER,
    /** The process ends while the call writes; other calls are as with {@link #CRASH_BEFORE}. */
    CRASH_HALF_WRITTEN
  }

  private static int calls;
  private static int faulty = Integer.MAX_VALUE;
  private static Fault fault = Fault.REFUSED;
  private static Runnable observer = () -> {};

  private FileFaults() {}

  /** From here on this call, counted from 0, goes wrong. */
  public static synchronized void at(int call, Fault how) {
    calls = 0;
    faulty = call;
    fault = how;
  }

  /** From here on nothing goes wrong; calls are counted from 0. */
  public static void none() {
    at(Integer.MAX_VALUE, Fault.REFUSED);
  }

  /** Is run after each call. */
  public static synchronized void observe(Runnable afterEachCall) {
    observer = afterEachCall;
  }

  public static synchronized int calls() {
    return calls;
  }

  /** Whether the faulty call has been reached. */
  public static synchronized boolean reached() {
    return calls > faulty;
  }

  interface Change<T> {
    T run() throws IOException;
  }

  static <T> T changing(Change<T> change) throws IOException {
    return changing(change, () -> null);
  }

  /**
   * @param half does half of what the change does
   */
  static synchronized <T> T changing(Change<T> change, Change<?> half) throws IOException {
    int call = calls++;
    boolean dead = call > faulty && fault.name().startsWith("CRASH");
    if (call != faulty && !dead) {
      T result = change.run();
      observer.run();
      return result;
    }
    if (call == faulty) {
      if (fault == Fault.REPLY_LOST || fault == Fault.CRASH_AFTER) {
        change.run();
      } else if (fault == Fault.CRASH_HALF_WRITTEN) {
        half.run();
      }
    }
    throw new IOException("No space left on device");
  }
}
