package io.fallline.data.sources;

import com.univocity.parsers.common.TextParsingException;
import io.fallline.core.failure.DiskTrouble;
import io.fallline.core.failure.Failure;
import io.fallline.data.sources.LineMeter.OverlongLine;
import io.fallline.model.BadRow;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkThrowable;

/** Turns what Spark throws about a source into one line for the person who gave it. */
public final class SparkFailures {
  private static final Pattern FILE =
      Pattern.compile("(?:file|hdfs|s3a|abfss?|gs|viewfs):[^\\s,;]+");

  private SparkFailures() {}

  public static <T> T run(String source, Supplier<T> work) {
    return run(source, work, bad -> Failure.data(source + ": " + bad.getMessage()));
  }

  /**
   * Does the work.
   *
   * @param locate says where the bad row stands that a task has stumbled over
   */
  public static <T> T run(String source, Supplier<T> work, Function<BadRow, Failure> locate) {
    try {
      return work.get();
    } catch (Error failed) { // Hadoop's local disks throw one
      Optional<String> disk = DiskTrouble.in(failed);
      if (disk.isPresent()) {
        throw notKept(source, disk.get(), failed);
      }
      throw failed;
    } catch (RuntimeException failed) {
      throw translated(source, failed, locate);
    } catch (Exception failed) { // Spark's checked exceptions reach Java undeclared
      throw translated(source, failed, locate);
    }
  }

  private static Failure notKept(String source, String said, Throwable failed) {
    return new Failure(
        Failure.Kind.FILES,
        source
            + ": its rows cannot be read or kept: "
            + said
            + " (there, or where spark.local.dir has Spark's own files)",
        failed);
  }

  /** Whether a failure that may have nothing to do with a source has to do with it. */
  public static boolean isOfReading(Exception failed) {
    String condition = condition(failed);
    return condition.startsWith("FAILED_READ_FILE")
        || condition.startsWith("PATH_NOT_FOUND")
        || has(failed, Failure.class)
        || has(failed, FileNotFoundException.class);
  }

  /** The same in words, if so. */
  public static RuntimeException ofReading(String source, Exception failed) {
    if (isOfReading(failed)) {
      return translated(source, failed, bad -> Failure.data(source + ": " + bad.getMessage()));
    }
    return failed instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failed);
  }

  public static boolean has(Throwable thrown, Class<? extends Throwable> type) {
    return cause(thrown, type).isPresent();
  }

  private static RuntimeException translated(
      String source, Exception failed, Function<BadRow, Failure> locate) {
    Optional<Failure> ours = cause(failed, Failure.class);
    if (ours.isPresent()) {
      return ours.get();
    }
    Optional<BadRow> bad = cause(failed, BadRow.class);
    if (bad.isPresent()) {
      return locate.apply(bad.get());
    }
    Optional<String> disk = DiskTrouble.in(failed);
    if (disk.isPresent()) {
      return notKept(source, disk.get(), failed);
    }
    Throwable root = root(failed);
    String where = file(failed).orElse(source);
    if (root instanceof OverlongLine) {
      return Failure.data(where + ", " + root.getMessage(), failed);
    }
    if (root instanceof AccessControlException
        || root instanceof AccessDeniedException
        || isDenied(root)) {
      return new Failure(Failure.Kind.FILES, where + ": permission denied", failed);
    }
    if (root instanceof FileNotFoundException) {
      return Failure.data(where + ": there is no such file or directory", failed);
    }
    if (condition(failed).startsWith("PATH_NOT_FOUND")) {
      return Failure.data(where + ": there is no such file or directory", failed);
    }
    Optional<String> header = CsvHeaderMismatch.in(String.valueOf(root.getMessage()));
    if (header.isPresent()) {
      return Failure.data(where + ": " + header.get(), failed);
    }
    if (cause(failed, TextParsingException.class).isPresent()
        && root instanceof ArrayIndexOutOfBoundsException) {
      String most = String.valueOf(root.getMessage()).replaceAll(".*length ", "");
      return Failure.data(
          where + ": a row has more cells than data.options.maxColumns allows, " + most, failed);
    }
    if (condition(failed).startsWith("FAILED_READ_FILE") || root instanceof IOException) {
      return Failure.data(where + ": cannot be read: " + line(root), failed);
    }
    if (!condition(failed).isEmpty()) {
      return Failure.data(source + ": " + line(failed), failed);
    }
    return failed instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failed);
  }

  /** Spark's name of what went wrong, of the first in the chain that has one. */
  static String condition(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof SparkThrowable named && named.getCondition() != null) {
        return named.getCondition();
      }
    }
    return "";
  }

  private static boolean isDenied(Throwable root) {
    return root instanceof FileNotFoundException
        && String.valueOf(root.getMessage()).contains("Permission denied");
  }

  private static Optional<String> file(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      Matcher matcher = FILE.matcher(String.valueOf(each.getMessage()));
      if (matcher.find()) {
        return Optional.of(
            matcher.group().replaceAll("[.:\\]]+$", "").replaceFirst("^file:/+", "/"));
      }
    }
    return Optional.empty();
  }

  private static <T> Optional<T> cause(Throwable thrown, Class<T> type) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return Optional.of(type.cast(each));
      }
    }
    return Optional.empty();
  }

  static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  static String line(Throwable thrown) {
    String message =
        thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
    return message.strip().lines().findFirst().orElse("").strip();
  }
}
