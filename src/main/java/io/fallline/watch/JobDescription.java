package io.fallline.watch;

import java.util.function.Supplier;
import org.apache.spark.SparkContext;

/**
 * The description that Spark's pages show of the jobs of this thread. Whatever they said before, a
 * user's own words perhaps, they say again afterwards.
 *
 * <p>A step may have one of its own: it costs less than a microsecond, a Spark job milliseconds.
 */
public final class JobDescription {
  /** As {@link SparkContext#setJobDescription} knows it. */
  private static final String PROPERTY = "spark.job.description";

  private JobDescription() {}

  /** Does a piece of work whose jobs go by its name, in place of any other. */
  public static <T> T named(SparkContext context, String name, Supplier<T> work) {
    return described(context, name, work);
  }

  /** Does a part of the work in hand: {@code digits: evaluation}. */
  public static <T> T during(SparkContext context, String part, Supplier<T> work) {
    return described(context, of(context, part), work);
  }

  /** How a part of the work in hand is described: for jobs of another thread. */
  public static String of(SparkContext context, String part) {
    String whole = context.getLocalProperty(PROPERTY);
    return whole == null ? part : whole + ": " + part;
  }

  private static <T> T described(SparkContext context, String description, Supplier<T> work) {
    String before = context.getLocalProperty(PROPERTY);
    context.setJobDescription(description);
    try {
      return work.get();
    } finally {
      context.setJobDescription(before);
    }
  }
}
