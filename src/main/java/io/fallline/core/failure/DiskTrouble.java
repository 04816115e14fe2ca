package io.fallline.core.failure;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises a full, read-only or broken disk in whatever has been wrapped around what the
 * operating system said: Hadoop makes an {@code Error} of it, Spark an exception of a job or one of
 * memory, and what comes from another process may be a text only.
 */
public final class DiskTrouble {

  private static final Pattern SAID =
      Pattern.compile(
          "No space left on device|Disk quota exceeded|File too large|Read-only file system"
              + "|Input/output error|Mkdirs failed to create");

  /** By its name: a model is read and scored where there is no Hadoop, too. */
  private static final String HADOOPS_ERROR = "org.apache.hadoop.fs.FSError";

  private DiskTrouble() {}

  /** What the operating system said; empty if something else went wrong, or it has its line. */
  public static Optional<String> in(Throwable failed) {
    List<Throwable> chain = CauseChain.of(failed).toList();
    if (chain.stream().anyMatch(Failure.class::isInstance)) {
      return Optional.empty();
    }
    Throwable root = chain.get(chain.size() - 1);
    Matcher said = SAID.matcher(String.valueOf(root.getMessage()));
    if (speaksOfFiles(root) && said.find()) {
      return Optional.of(said.group());
    }
    return chain.stream()
        .filter(DiskTrouble::isHadoops)
        .reduce((outer, inner) -> inner)
        .map(told -> String.valueOf(told.getMessage()));
  }

  private static boolean isHadoops(Throwable cause) {
    return cause.getClass().getName().equals(HADOOPS_ERROR);
  }

  /** Other exceptions may quote what is in a user's file. */
  private static boolean speaksOfFiles(Throwable root) {
    return root instanceof IOException
        || root instanceof OutOfMemoryError
        || isHadoops(root)
        || root.getClass().getName().startsWith("org.apache.spark.");
  }

  /**
   * Does work that reads or writes files by others' means.
   *
   * @param line what to tell, from what the operating system said
   * @throws Failure (files) if it was a disk that prevented the work; else what the work throws
   */
  public static <T> T during(Supplier<T> work, Function<String, String> line) {
    try {
      return work.get();
    } catch (Throwable failed) { // Hadoop's is an Error, and Spark's are not declared
      Optional<String> said = in(failed);
      if (said.isPresent()) {
        throw failure(line.apply(said.get()), failed);
      }
      throw failed;
    }
  }

  /** Of the files that Spark keeps for itself. */
  public static Failure ofSpark(String said, Throwable failed) {
    return failure(
        "Spark's own files: "
            + said
            + "; they are in the directories that spark.local.dir names, of the driver and of executors: make"
            + " room there, or name others",
        failed);
  }

  private static Failure failure(String line, Throwable failed) {
    return new Failure(Failure.Kind.FILES, line, failed);
  }
}
