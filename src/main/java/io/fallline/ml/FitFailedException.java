package io.fallline.ml;

import io.fallline.core.failure.Failure;
import org.apache.spark.QueryContext;
import org.apache.spark.SparkRuntimeException;
import scala.collection.immutable.Map$;

/**
 * A failure for which neither Params nor rows are to blame: a loss that is not finite, a file
 * system that said no. Its message is the one line that says so; Python knows it as pyspark's
 * {@code SparkRuntimeException}.
 */
public final class FitFailedException extends SparkRuntimeException {
  private static final long serialVersionUID = 1L;

  private final String line;

  FitFailedException(String line, Failure cause) {
    super(
        "USER_RAISED_EXCEPTION",
        Map$.MODULE$.<String, String>empty().updated("errorMessage", line),
        cause,
        new QueryContext[0],
        "");
    this.line = line;
  }

  /** Without the name that Spark's list of errors has for those of others. */
  @Override
  public String getMessage() {
    return line;
  }
}
