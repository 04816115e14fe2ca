package io.fallline.ml;

import io.fallline.job.JobConsole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says how a fit goes to the log, as Spark's own estimators do. */
final class LogConsole implements JobConsole {
  private static final Logger LOG = LoggerFactory.getLogger("io.fallline.ml");
  private static final String WARNING = "warning: ";

  @Override
  public void print(String text) {
    ParamNames.in(text)
        .lines()
        .forEach(
            line -> {
              if (line.startsWith(WARNING)) {
                LOG.warn(line.substring(WARNING.length()));
              } else {
                LOG.info(line);
              }
            });
  }

  @Override
  public boolean isTerminal() {
    return false;
  }

  @Override
  public int width() {
    return 120;
  }
}
