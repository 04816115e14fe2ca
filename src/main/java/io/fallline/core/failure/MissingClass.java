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
    return CauseChain.of(failed)
        .filter(
            each -> each instanceof ClassNotFoundException || each instanceof NoClassDefFoundError)
        .findFirst()
        .map(missing -> name(String.valueOf(missing.getMessage())))
        .map(name -> name + " is not on the class path; expected " + remedy(name, hadoop));
  }

  private static String name(String message) {
    Matcher matcher = NAME.matcher(message);
    return matcher.find() ? matcher.group().replace('/', '.') : message;
  }

  private static String remedy(String name, String hadoop) {
    boolean aws = name.contains(".s3a.") || name.contains(".awssdk.");
    if (!aws && !name.contains(".azurebfs.")) {
      return "the jar that has it, by --packages or --jars of spark-submit";
    }
    String artifact = "org.apache.hadoop:hadoop-" + (aws ? "aws:" : "azure:") + hadoop;
    return "submit.sh with FALLLINE_SUBMIT_ARGS=\"--packages " + artifact + "\"";
  }
}
