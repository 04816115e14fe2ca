package io.fallline.core.failure;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises a class of Hadoop's file systems that is not on the class path: Hadoop knows schemes
 * whose jars it lacks.
 */
public final class MissingClass {
  private static final Pattern NAME = Pattern.compile("[\\w$]+(?:[./][\\w$]+)+");

  private MissingClass() {}

  /**
   * That a class is missing, and what brings it; empty if something else went wrong.
   *
   * @param hadoop its version
   */
  public static Optional<String> in(Throwable failed, String hadoop) {
    for (Throwable each = failed; each != null; each = each.getCause()) {
      if (each instanceof ClassNotFoundException || each instanceof NoClassDefFoundError) {
        Matcher matcher = NAME.matcher(String.valueOf(each.getMessage()));
        String name = matcher.find() ? matcher.group().replace('/', '.') : each.getMessage();
        return Optional.of(name + " is not on the class path; expected " + remedy(name, hadoop));
      }
    }
    return Optional.empty();
  }

  private static String remedy(String name, String hadoop) {
    Optional<String> artifact =
        name.contains(".s3a.") || name.contains(".awssdk.")
            ? Optional.of("hadoop-aws")
            : name.contains(".azurebfs.") ? Optional.of("hadoop-azure") : Optional.empty();
    return artifact
        .map(
            known ->
                "submit.sh with FALLLINE_SUBMIT_ARGS=\"--packages org.apache.hadoop:"
                    + known
                    + ":"
                    + hadoop
                    + "\"")
        .orElse("the jar that has it, by --packages or --jars of spark-submit");
  }
}
