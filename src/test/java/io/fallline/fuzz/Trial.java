package io.fallline.fuzz;

import com.sun.management.ThreadMXBean;
import io.fallline.core.failure.Failure;
import io.fallline.core.failure.MessageSanitizer;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What came of one input.
 *
 * @param outcome {@code "read"}, or {@code "refused: "} and why
 * @param wrong what must not happen but did; null if all went as it should
 */
public record Trial(String outcome, String wrong) {
  private static final String ALLOCATED = "allocated more than ";
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\x{2028}\\x{2029}]");
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  public static Trial of(FuzzedFormat format, byte[] input) {
    Trial first = measured(format, input);
    // a class loaded, a cache that was collected: what an input costs, it costs every time
    return first.wrong != null && first.wrong.startsWith(ALLOCATED)
        ? measured(format, input)
        : first;
  }

  private static Trial measured(FuzzedFormat format, byte[] input) {
    byte[] given = input.clone(); // a format may make something of it in place
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Throwable thrown = null;
    try {
      format.read(given);
    } catch (Throwable any) { // whatever it is, it is what this looks for
      thrown = any;
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    String outcome = thrown == null ? "read" : "refused: " + thrown.getMessage();
    String wrong = thrown == null ? null : wrongWith(thrown, format.kinds());
    if (wrong == null && allocated > format.allowance(input.length)) {
      wrong = ALLOCATED + Long.highestOneBit(allocated) / (1 << 20) + " MiB";
    }
    return new Trial(outcome, wrong);
  }

  private static String wrongWith(Throwable thrown, Set<Failure.Kind> kinds) {
    if (!(thrown instanceof Failure failure)) {
      StackTraceElement[] trace = thrown.getStackTrace();
      return thrown.getClass().getName()
          + " at "
          + (trace.length == 0 ? "?" : trace[0])
          + ours(trace);
    }
    String message = failure.getMessage();
    if (!kinds.contains(failure.kind())) {
      return "a failure of kind " + failure.kind() + ours(failure.getStackTrace());
    }
    if (message.isBlank() || message.length() > MessageSanitizer.LONGEST) {
      return "a message of " + message.length() + " characters" + ours(failure.getStackTrace());
    }
    return CONTROL.matcher(message).find() ? "a message with control characters" : null;
  }

  /** The nearest line of the product. */
  private static String ours(StackTraceElement[] trace) {
    for (StackTraceElement each : trace) {
      if (each.getClassName().startsWith("io.fallline.")
          && !each.getClassName().contains("Failure")) {
        return ", from " + each;
      }
    }
    return "";
  }
}
